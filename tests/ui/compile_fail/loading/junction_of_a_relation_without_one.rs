use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, HasQuery)]
#[relation(many, teams: Team, through = Membership)]
pub struct User {
    pub id: i32,
}

#[derive(Model, HasQuery)]
pub struct Team {
    pub id: i32,
}

#[derive(Model, HasQuery)]
#[diesel(primary_key(user_id, team_id))]
pub struct Membership {
    #[references(User)]
    pub user_id: i32,
    #[references(Team)]
    pub team_id: i32,
    pub role: String,
}

schema_core::schema! { pub struct Company; people: [User, Team, Membership] }

fn show(connection: &mut SqliteConnection) -> QueryResult<()> {
    let memberships = memberships::table.with(Membership::team().with_junction());
    let _ = memberships.load(connection)?;
    Ok(())
}

fn main() {}
