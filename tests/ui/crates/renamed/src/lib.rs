//! A library that has schema-core under another name: nothing here is called `schema_core`.

use diesel::prelude::*;
use layer::prelude::*;

/// The standing of a member.
#[derive(SqlEnum, Debug, Clone, Copy, PartialEq, Eq)]
#[sql_enum(crate = layer)]
pub enum Standing {
    /// On trial.
    Trial,
    /// For good.
    Full,
}

/// A club.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(crate = layer)]
#[relation(many, members: Member)]
#[relation(many, people: Person, through = Member)]
pub struct Club {
    /// The number.
    pub id: i32,
}

/// A person.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(crate = ::layer)]
#[relation(one, membership: Member)]
pub struct Person {
    /// The number.
    pub id: i32,
}

/// A person in a club.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, Debug, Clone)]
#[table(crate = "layer")]
pub struct Member {
    /// The number.
    pub id: i32,
    /// The club.
    #[references(Club, on_delete = "cascade")]
    pub club_id: i32,
    /// The person.
    #[references(Person, on_delete = "cascade", unique)]
    pub person_id: i32,
    /// The standing.
    #[column(enum, default = Standing::Trial)]
    pub standing: Standing,
}

layer::schema! {
    /// Clubs and their members.
    #[schema(crate = layer)]
    pub struct Clubs;
    clubs: [Club, Member],
    people: [Person],
    allow: [Member -> Person],
}
