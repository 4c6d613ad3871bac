// A misspelt model.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Organization {
    pub id: i32,
}

schema_core::schema! {
    pub struct Research;
    auth: [Organisation],
}

fn main() {}
