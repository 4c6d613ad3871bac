// A misspelt column among those that are stored beside the key.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(position, include(titel))]
pub struct Step {
    pub id: i32,
    pub position: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
