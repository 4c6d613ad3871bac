//! Teams: a ring, two keys between two tables, unique keys, a column that is two keys.

use chrono::NaiveDate;
use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// Teams: a ring, two keys between two tables, unique keys, a column that is two keys.
    pub struct Sports;
    all: [Team, Player, Game, Passport, Locker, Locksmith],
}

/// In a ring with `player`.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = team)]
#[relation(many, players: Player, via = team_id)]
#[relation(many, home_games: Game, via = home_id)]
#[relation(many, away_games: Game, via = away_id)]
pub struct Team {
    pub id: i32,
    #[references(Player, on_delete = "set null")]
    pub captain_id: Option<i32>,
    pub name: String,
}

/// In a ring with `team`.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = player)]
#[relation(one, passport: Passport)]
#[relation(one, locker: Locker)]
pub struct Player {
    pub id: i32,
    #[references(Team, on_delete = "cascade")]
    pub team_id: i32,
    pub name: String,
}

/// Two foreign keys to one table. The second one has no index.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = game)]
#[index(home_id, desc(played_on), name = "games at home")]
pub struct Game {
    pub id: i32,
    #[references(Team, on_delete = "restrict")]
    pub home_id: i32,
    #[references(Team, index = false)]
    pub away_id: i32,
    pub played_on: NaiveDate,
}

/// A unique foreign key: a player has one passport at most.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = passport)]
pub struct Passport {
    pub id: i32,
    #[references(Player, on_delete = "cascade", unique)]
    pub player_id: i32,
}

/// A primary key that is a foreign key.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = locker)]
#[diesel(primary_key(player_id))]
pub struct Locker {
    #[references(Player, on_delete = "cascade")]
    pub player_id: i32,
    #[unique(name = "one locker, one number")]
    pub number: i16,
}

/// A column that is two foreign keys at once.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = locksmith)]
pub struct Locksmith {
    pub id: i32,
    #[references(Player, on_delete = "cascade", name = "a locksmith plays")]
    #[references(Locker, on_delete = "restrict", name = "a locksmith locks", relation = locker)]
    pub player_id: i32,
}
