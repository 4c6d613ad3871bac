// Both structs make a module `pages`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(table_name = pages)]
pub struct OldPage {
    pub id: i32,
}

schema_core::schema! {
    pub struct Site;
    site: [Page, OldPage],
}

fn main() {}
