// An index over several columns stands on the struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Step {
    pub id: i32,
    pub plan: i32,
    #[index(plan, position)]
    pub position: i32,
}

schema_core::schema! {
    pub struct Research;
    research: [Step],
}

fn main() {}
