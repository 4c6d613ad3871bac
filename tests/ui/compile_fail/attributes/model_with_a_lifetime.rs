// A model owns its values.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Debug, Clone)]
pub struct Page<'a> {
    pub id: i32,
    pub title: &'a str,
}

fn main() {}
