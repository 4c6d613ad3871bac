// Diesel's `Identifiable` misses the key as well.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Setting {
    pub name: String,
    pub value: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
