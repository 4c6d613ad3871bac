// Rows are counted by a query without relations.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
#[relation(many, posts: Post)]
#[relation(one, profile: Profile)]
pub struct User {
    pub id: i32,
    pub name: String,
}

#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
pub struct Profile {
    pub id: i32,
    #[references(User, unique)]
    pub user_id: i32,
}

#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
#[relation(many, comments: Comment)]
pub struct Post {
    pub id: i32,
    #[references(User)]
    pub user_id: i32,
    pub title: String,
}

#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]
pub struct Comment {
    pub id: i32,
    #[references(Post)]
    pub post_id: Option<i32>,
}

schema_core::schema! {
    pub struct Blog;
    blog: [User, Profile, Post, Comment],
}

fn load(connection: &mut SqliteConnection) -> QueryResult<()> {
    users::table.with(User::posts()).count().load(connection)?;
    Ok(())
}

fn main() {
    let _ = load;
}
