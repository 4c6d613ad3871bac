// There is no `schema!` at all.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct User {
    pub id: i32,
}

fn main() {}
