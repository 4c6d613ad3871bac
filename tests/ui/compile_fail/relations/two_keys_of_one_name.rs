// Both keys would bring a relation `owner`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Team {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Project {
    pub id: i32,
    #[references(User, relation = owner)]
    pub user_id: Option<i32>,
    #[references(Team, relation = owner)]
    pub team_id: Option<i32>,
}

schema_core::schema! {
    pub struct Work;
    work: [User, Team, Project],
}

fn main() {}
