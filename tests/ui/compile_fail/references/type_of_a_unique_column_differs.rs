// The referenced column is unique, and of another type.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Country {
    pub id: i32,
    #[unique]
    pub code: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct City {
    pub id: i32,
    #[references(Country(code))]
    pub country_code: i32,
}

schema_core::schema! {
    pub struct Geography;
    world: [Country, City],
}

fn main() {}
