// PostgreSQL has an `interval` of its own.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum Interval {
    Daily,
    Weekly,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Newsletter {
    pub id: i32,
    #[column(enum)]
    pub interval: Interval,
}

schema_core::schema! {
    pub struct Blog;
    blog: [Newsletter],
}

fn main() {}
