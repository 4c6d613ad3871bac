// A check takes its expression first.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[check(expression = "views >= 0")]
pub struct Page {
    pub id: i32,
    pub views: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
