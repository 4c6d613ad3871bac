// PostgreSQL keeps tables and indexes together.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(title, name = "pages")]
pub struct Page {
    pub id: i32,
    pub title: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
