// Six mistakes in one struct: six errors.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(plan_id, postion)]
#[relation(meny, comments: Comment)]
#[unique(titel)]
pub struct Step {
    pub id: Option<i32>,
    #[references(User, on_delete = "cascde")]
    pub user_id: i32,
    #[references(User, on_delete = "set null", relation = editor)]
    pub editor_id: i32,
    #[column(defualt = 0)]
    pub position: i32,
    pub plan_id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Research;
    research: [User, Step],
}

fn main() {}
