#[derive(Model)]
#[relation(many, posts: Post, via = author_id)]
#[relation(one, profile: Profile)]
#[relation(many, teams: Team, through = Member)]
pub struct User {
    pub id: i32,
}
