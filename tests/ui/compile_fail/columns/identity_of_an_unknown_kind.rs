// A kind of other tools.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    #[column(identity = "autoincrement")]
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
