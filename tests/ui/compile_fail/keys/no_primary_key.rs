// No field is called `id`.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Insertable, Debug, Clone)]
pub struct Setting {
    pub name: String,
    pub value: String,
}

schema_core::schema! {
    pub struct Application;
    settings: [Setting],
}

fn main() {
    let _ = settings::table.filter(settings::name.eq("theme")).select(settings::value);
}
