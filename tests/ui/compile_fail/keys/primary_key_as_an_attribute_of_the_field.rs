// The key is named on the struct.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Insertable, Debug, Clone)]
pub struct Setting {
    #[column(primary_key)]
    pub name: String,
    pub value: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
