// A length is a number.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(max_length = "255")]
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
