// A primary key is never NULL.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Setting {
    pub id: Option<i32>,
    pub name: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
