// A `String` is no enum.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Article {
    pub id: i32,
    #[column(enum)]
    pub status: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Article],
}

fn main() {}
