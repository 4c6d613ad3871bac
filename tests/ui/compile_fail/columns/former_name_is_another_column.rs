// The column is still there.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    pub title: String,
    #[column(renamed_from = "title")]
    pub heading: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
