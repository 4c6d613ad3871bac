// A default is a number, a bool, a variant, or SQL.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Page {
    pub id: i32,
    #[column(default = 'x')]
    pub mark: String,
}

schema_core::schema! {
    pub struct Site;
    site: [Page],
}

fn main() {}
