// The table is made here, and not in a `schema.rs`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(table_name = crate::schema::website_pages)]
pub struct Page {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
