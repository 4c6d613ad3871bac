// `#[table]` is for the struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[table(sql_name = "heading")]
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
