// A key of no columns.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Insertable, Debug, Clone)]
#[diesel(primary_key())]
pub struct Setting {
    pub id: i32,
    pub name: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
