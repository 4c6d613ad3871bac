// Nor is a part of it.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(primary_key(tenant_id, name))]
pub struct Setting {
    pub tenant_id: Option<i32>,
    pub name: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
