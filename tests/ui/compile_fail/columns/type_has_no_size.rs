// No database has a `usize`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    pub views: usize,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
