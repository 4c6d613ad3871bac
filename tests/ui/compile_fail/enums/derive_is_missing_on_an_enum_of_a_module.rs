// The same, where the enum is named by its path.

use diesel::prelude::*;
use schema_core::prelude::*;

mod states {
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub enum Status {
        Draft,
        Published,
    }
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum)]
    pub status: states::Status,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
