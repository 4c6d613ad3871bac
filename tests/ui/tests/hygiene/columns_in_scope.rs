//! Columns that are imported, as Diesel users do, and are called as variables in what the derives
//! make: a column is a value, which no variable can hide. `row` is missing, which Diesel's derives use.

#![allow(unused_imports)]

use diesel::prelude::*;
use schema_core::prelude::*;

use self::events::dsl::*;

#[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone, PartialEq)]
#[relation(many, children: Event, via = parent_id)]
pub struct Event {
    pub id: i32,
    pub rows: i32,
    pub relations: i32,
    pub other: i32,
    pub one: i32,
    pub key: i32,
    pub kind: i32,
    pub tag: i32,
    pub value: i32,
    pub reference: i32,
    pub formatter: i32,
    pub connection: i32,
    pub target: i32,
    pub found: i32,
    pub missing: i32,
    pub out: i32,
    pub text: i32,
    pub serializer: i32,
    pub place: i32,
    #[column(enum)]
    pub state: State,
    #[references(Event)]
    pub parent_id: Option<i32>,
    #[diesel(embed)]
    #[polymorphic]
    pub about: About,
}

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
pub enum State {
    Open,
}

#[derive(Polymorphic, Debug, Clone, PartialEq)]
pub enum About {
    #[polymorphic(tag = "event", model = Event)]
    Event(i32),
}

schema_core::schema! {
    pub struct Columns;
    all: [Event],
}
