// The two columns have different lengths.

use diesel::prelude::*;
use schema_core::prelude::*;

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct Country {
    #[column(max_length = 2)]
    pub id: String,
}

#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
pub struct City {
    pub id: i32,
    #[column(max_length = 3)]
    #[references(Country)]
    pub country_id: String,
}

schema_core::schema! {
    pub struct Geography;
    world: [Country, City],
}

fn main() {}
