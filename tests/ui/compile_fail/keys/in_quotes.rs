// The columns of the key are names in parentheses.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Insertable, Debug, Clone)]
#[diesel(primary_key = "name")]
pub struct Setting {
    pub name: String,
    pub value: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
