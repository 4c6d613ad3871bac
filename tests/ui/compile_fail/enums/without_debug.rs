// Diesel asks every value to be `Debug`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum)]
    pub status: Status,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
