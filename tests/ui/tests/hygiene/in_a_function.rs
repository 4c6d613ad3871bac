//! Models of a function body: what they name is in no module.

use diesel::prelude::*;
use schema_core::prelude::*;

#[test]
fn models_in_a_function() {
    #[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
    #[relation(many, entries: Entry)]
    struct Ledger {
        id: i32,
        name: String,
    }

    #[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
    #[index(position)]
    struct Entry {
        id: i32,
        #[references(Ledger, on_delete = "cascade")]
        ledger_id: i32,
        position: Option<i32>,
    }

    schema_core::schema! {
        struct Books;
        books: [Ledger, Entry],
    }

    assert_eq!(Books::SCHEMA.tables().count(), 2);
    assert_eq!(Entry::TABLE.foreign_keys[0].references.table, "ledgers");
    let _ = |ledger: Ledger, entry: Entry| {
        (
            ledger.id,
            ledger.name,
            entry.id,
            entry.ledger_id,
            entry.position,
        )
    };
}
