// Two indexes of one table are called alike.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[index(title, name = "pages_search")]
#[index(slug, name = "pages_search")]
pub struct Page {
    pub id: i32,
    pub title: String,
    pub slug: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
