// A table has a column.

use schema_core::prelude::*;

#[derive(Model, Debug, Clone)]
pub struct Page {}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
