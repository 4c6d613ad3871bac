// NULLs come first or last.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(desc(position, nulls = "end"))]
pub struct Step {
    pub id: i32,
    pub position: Option<i32>,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
