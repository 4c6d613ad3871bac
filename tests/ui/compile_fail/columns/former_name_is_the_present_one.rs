// Nothing was renamed.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(renamed_from = "views")]
    pub views: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
