// The enum does not derive `SqlEnum`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
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
