// A condition is SQL in quotes.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(position, where = position > 0)]
pub struct Step {
    pub id: i32,
    pub position: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
