// Diesel takes a schema by a plain name.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(schema = "web site")]
pub struct Page {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
