// Each check has an attribute of its own.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[check("views >= 0", "views < 1000")]
pub struct Page {
    pub id: i32,
    pub views: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
