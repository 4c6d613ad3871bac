// The default is a value of another enum.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Status {
    Draft,
    Published,
}

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Priority {
    Low,
    High,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum, default = Priority::Low)]
    pub status: Status,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
