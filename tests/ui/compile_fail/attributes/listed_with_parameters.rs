// A model has no parameters.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page<i32>],
}

fn main() {}
