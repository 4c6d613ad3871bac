// A primary key has an index.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Step {
    #[index]
    pub id: i32,
    pub position: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
