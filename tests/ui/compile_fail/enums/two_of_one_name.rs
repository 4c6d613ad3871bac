// Both enums are the type `status` in the database.

use diesel::prelude::*;
use schema_core::prelude::*;

mod articles_of {
    use super::*;

    #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
    pub enum Status {
        Draft,
        Published,
    }
}

mod orders_of {
    use super::*;

    #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
    pub enum Status {
        Open,
        Paid,
    }
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum)]
    pub status: articles_of::Status,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Order {
    pub id: i32,
    #[column(enum)]
    pub status: orders_of::Status,
}

schema_core::schema! {
    pub struct Site;
    site: [Article, Order],
}

fn main() {}
