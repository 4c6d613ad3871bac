// A constraint takes no condition: that is an index.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[unique(slug, where = "NOT deleted")]
pub struct Page {
    pub id: i32,
    pub slug: String,
    pub deleted: bool,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
