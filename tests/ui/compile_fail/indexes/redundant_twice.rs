// The same index on the field and on the struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(position)]
pub struct Step {
    pub id: i32,
    #[index]
    pub position: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
