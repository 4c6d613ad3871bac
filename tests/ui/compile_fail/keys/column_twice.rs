// The same column twice in the primary key.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[diesel(primary_key(tenant_id, tenant_id))]
pub struct Setting {
    pub tenant_id: i32,
    pub name: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {}
