// A name is a string.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
    #[sql_enum(rename = live)]
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
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
