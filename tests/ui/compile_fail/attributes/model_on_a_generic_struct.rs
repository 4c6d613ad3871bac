// A model is one table.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Debug, Clone)]
pub struct Page<T> {
    pub id: i32,
    pub content: T,
}

fn main() {}
