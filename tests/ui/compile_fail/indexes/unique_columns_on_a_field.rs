// A constraint over several columns stands on the struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    pub tenant: i32,
    #[unique(tenant, slug)]
    pub slug: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
