// The direction is no column and no option of an index.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(position, desc)]
pub struct Step {
    pub id: i32,
    pub position: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
