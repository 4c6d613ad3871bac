// An enum in a database has no parameters.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Status<T> {
    Draft,
    Other(T),
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
}

fn main() {}
