// A variant for a column that is text.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
    Published,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(default = Status::Draft)]
    pub status: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
