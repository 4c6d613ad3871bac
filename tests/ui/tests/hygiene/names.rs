//! Raw identifiers, keywords and names that only SQL can write.

use diesel::debug_query;
use diesel::prelude::*;
use diesel::sqlite::Sqlite;
use schema_core::prelude::*;

#[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
#[allow(non_camel_case_types)]
pub enum Kind {
    r#final,
    Draft,
}

/// A table and columns that are called by keywords.
#[derive(Model, Queryable, Selectable, Insertable, Identifiable, AsChangeset, Debug)]
#[diesel(table_name = r#match)]
#[index(r#type, desc(r#where))]
#[unique(r#type, r#where)]
#[relation(many, r#moves: Move, via = match_id)]
#[relation(many, r#loop_moves: Move, via = r#fn)]
pub struct Match {
    pub id: i32,
    pub r#type: String,
    #[column(check = "\"where\" <> ''")]
    pub r#where: String,
    #[unique]
    pub r#loop: i32,
    #[column(enum, default = Kind::r#final)]
    pub kind: Kind,
}

#[derive(Model, Queryable, Selectable, Insertable, Identifiable, AsChangeset, Debug)]
#[table(sql_name = "moves of a match")]
pub struct Move {
    pub id: i32,
    #[references(Match, on_delete = "cascade", relation = r#in)]
    pub match_id: i32,
    #[references(Match(r#loop), relation = r#while, index = false)]
    #[column(sql_name = "from / to")]
    pub r#fn: i32,
}

schema_core::schema! {
    pub struct Chess;
    r#mod: [Match, Move],
}

#[test]
fn raw_identifiers_are_plain_names_in_sql() {
    let names: Vec<&str> = Match::TABLE
        .columns
        .iter()
        .map(|column| column.name)
        .collect();
    assert_eq!(names, ["id", "type", "where", "loop", "kind"]);
    assert_eq!(Match::NAME.table, "match");
    assert_eq!(Move::TABLE.foreign_keys[0].relation, "in");
    assert_eq!(
        Move::TABLE.foreign_keys[1].name,
        "moves of a match_from / to_fkey"
    );
    assert_eq!(Move::TABLE.foreign_keys[1].referenced_columns, ["loop"]);
    assert_eq!(Chess::SCHEMA.domains[0].name, "mod");
    assert_eq!(Kind::r#final.to_value(), "final");
}

#[test]
fn queries_quote_what_is_no_name() {
    let query = moves::table
        .inner_join(r#match::table.on(moves::r#fn.eq(r#match::r#loop)))
        .select(r#match::r#type);
    assert_eq!(
        debug_query::<Sqlite, _>(&query).to_string(),
        "SELECT `match`.`type` FROM (`moves of a match` INNER JOIN `match` ON \
         (`moves of a match`.`from / to` = `match`.`loop`)) -- binds: []"
    );
}
