// A default is not computed in Rust.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(default = String::from("draft"))]
    pub status: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
