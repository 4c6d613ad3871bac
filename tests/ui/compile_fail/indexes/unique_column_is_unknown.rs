// A misspelt column of a unique constraint.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[unique(tenant, slgu)]
pub struct Page {
    pub id: i32,
    pub tenant: i32,
    pub slug: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
