//! Keys that a database compares otherwise than Rust does, and a table that is its own junction.

use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// Keys that a database compares otherwise than Rust does, and a table that is its own junction.
    pub struct Fellows;
    all: [Owner, Pet, Office, Worker],
}

/// Has a key without capitals, as a database may see it.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = owner)]
#[relation(many, pets: Pet)]
pub struct Owner {
    #[column(collation(sqlite = "NOCASE"))]
    pub id: String,
}

/// References one.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = pet)]
pub struct Pet {
    pub id: i32,
    #[references(Owner)]
    pub owner_id: String,
}

/// Where workers sit.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = office)]
pub struct Office {
    pub id: i32,
}

/// Connects its boss with its office.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = worker)]
#[relation(many, offices_of_reports: Office, through = Worker, via = boss, to = office)]
pub struct Worker {
    pub id: i32,
    #[references(Self, relation = boss)]
    pub boss_id: Option<i32>,
    #[references(Office)]
    pub office_id: i32,
}
