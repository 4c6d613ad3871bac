// A point is no type that Diesel knows.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Place {
    pub id: i32,
    pub position: (f64, f64),
}

schema_core::schema! {
    pub struct World;
    world: [Place],
}

fn main() {}
