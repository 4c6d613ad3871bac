// An enum is native or text.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
#[sql_enum(storage = "integer")]
pub enum Status {
    Draft,
    InReview,
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
