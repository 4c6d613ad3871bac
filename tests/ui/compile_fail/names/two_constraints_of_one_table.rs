// A check and a unique constraint of one table are called alike.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[check("length(slug) > 3", name = "good_slug")]
pub struct Page {
    pub id: i32,
    #[unique(name = "good_slug")]
    pub slug: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
