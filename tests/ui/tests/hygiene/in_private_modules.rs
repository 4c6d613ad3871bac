//! Models that nobody outside their module can name, in nested modules.

mod store {
    pub(crate) mod people {
        use diesel::prelude::*;
        use schema_core::prelude::*;

        #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
        pub enum Role {
            Reader,
            Writer,
        }

        #[derive(Model, Queryable, Selectable, Insertable, Identifiable, AsChangeset, Debug)]
        #[relation(many, notes: super::notes::Note, via = person_id)]
        pub(crate) struct Person {
            pub(crate) id: i32,
            #[column(enum, default = Role::Reader)]
            pub(crate) role: Role,
        }
    }

    pub(super) mod notes {
        use super::people::{Person, Role};
        use diesel::prelude::*;
        use schema_core::prelude::*;

        #[derive(Model, Queryable, Selectable, Insertable, Identifiable, AsChangeset, Debug)]
        pub(in crate::hygiene) struct Note {
            pub(in crate::hygiene) id: i32,
            #[references(Person, on_delete = "cascade")]
            pub(in crate::hygiene) person_id: i32,
            #[column(enum)]
            pub(in crate::hygiene) visible_to: Role,
            #[references(crate::hygiene::in_private_modules::store::people::Person)]
            secret_of_id: Option<i32>,
        }

        impl Note {
            pub(in crate::hygiene) fn whose_secret(&self) -> Option<i32> {
                self.secret_of_id
            }
        }
    }

    mod hidden {
        use diesel::prelude::*;
        use schema_core::prelude::*;

        #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
        pub enum Level {
            Low,
            High,
        }

        #[derive(Model, Queryable, Selectable, Insertable, Identifiable, Debug)]
        struct Entry {
            id: i32,
            #[column(enum, default = Level::Low)]
            level: Level,
        }

        schema_core::schema! {
            struct Hidden;
            log: [Entry],
        }

        pub(super) fn count() -> usize {
            let entry = Entry {
                id: 1,
                level: Level::High,
            };
            let _ = (entry.id, entry.level);
            Hidden::SCHEMA.tables().count()
        }
    }

    schema_core::schema! {
        pub(super) struct Store;
        people: [people::Person],
        notes: [notes::Note],
        allow: [notes::Note -> people::Person],
    }

    pub(super) fn hidden() -> usize {
        hidden::count()
    }
}

use schema_core::prelude::*;

#[test]
fn models_in_private_modules() {
    assert_eq!(store::Store::SCHEMA.tables().count(), 2);
    assert_eq!(store::hidden(), 1);
    let person = store::people::Person {
        id: 1,
        role: store::people::Role::Writer,
    };
    let note = store::notes::Note::TABLE;
    assert_eq!(note.foreign_keys.len(), 2);
    assert_eq!(person.id, 1);
    assert_eq!(person.role, store::people::Role::Writer);
    let _ = store::notes::Note::whose_secret;
}
