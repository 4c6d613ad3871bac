// Columns have names.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Debug, Clone)]
pub struct Point(i32, f64, f64);

schema_core::schema! {
    pub struct World;
    world: [Point],
}

fn main() {}
