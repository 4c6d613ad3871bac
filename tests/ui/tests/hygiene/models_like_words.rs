//! Models and enums that are called by the words of schemas, of Diesel, of the standard library,
//! and of the code that the derives make.

/// What every model here leads to.
mod anchor {
    use diesel::prelude::*;
    use schema_core::prelude::*;

    #[derive(Model, HasQuery, Insertable, Identifiable, AsChangeset, Debug, Clone, PartialEq)]
    pub struct Anchor {
        pub id: i32,
        pub name: String,
    }

    schema_core::schema! {
        pub struct Anchors;
        all: [Anchor],
    }
}

/// A module for each model: with a key to itself and one to another model, the relations of both, and with
/// every derive, so that its name stands wherever a name can stand.
macro_rules! models {
    ($($module:ident: $model:ident,)*) => {$(
        mod $module {
            use super::anchor::Anchor;
            #[allow(unused_imports)]
            use diesel::prelude::{HasQuery as _, *};
            use schema_core::prelude::{Schema as _, WithRelations as _, *};

            #[derive(Model, HasQuery, Insertable, Identifiable, AsChangeset, Debug, Clone, PartialEq)]
            #[diesel(table_name = words)]
            #[relation(many, children: $model, via = parent_id)]
            #[relation(one, heir: $model, via = ancestor_id)]
            #[relation(many, anchors: Anchor, through = $model, via = parent_id)]
            pub struct $model {
                pub id: i32,
                #[references($model)]
                pub parent_id: ::std::option::Option<i32>,
                #[references($model, unique)]
                pub ancestor_id: ::std::option::Option<i32>,
                #[references(Anchor)]
                pub anchor_id: i32,
            }

            schema_core::schema! {
                struct Dictionary;
                all: [$model],
                external: [Anchor],
            }

            #[test]
            fn loads() {
                ::core::assert_eq!(Dictionary::SCHEMA.tables().count(), 1);
                let _ = |connection: &mut SqliteConnection| -> QueryResult<()> {
                    let rows = $model::query()
                        .with($model::parent())
                        .with($model::anchor())
                        .with($model::heir())
                        .with($model::anchors())
                        .with($model::children().with($model::parent()))
                        .load(connection)?;
                    for row in &rows {
                        let _ = (row.parent(), &row.anchor().name, row.heir(), row.anchors());
                        let _ = row.children().iter().map(|child| child.parent().is_some());
                        ::core::assert!(*row == row.clone());
                    }
                    Ok(())
                };
            }
        }
    )*};
}

/// A module for each enum: what a reference leads to, or the values of a column.
macro_rules! enums {
    ($($module:ident: $name:ident,)*) => {
        mod references {$(
            pub(super) mod $module {
                use crate::hygiene::models_like_words::anchor::Anchor;
                use diesel::prelude::*;
                use schema_core::prelude::*;

                #[derive(Polymorphic, Debug, Clone, PartialEq)]
                pub enum $name {
                    #[polymorphic(tag = "anchor", model = Anchor)]
                    Anchor(i32),
                }

                #[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone)]
                pub struct Holder {
                    pub id: i32,
                    #[diesel(embed)]
                    #[polymorphic]
                    pub about: $name,
                }

                schema_core::schema! {
                    struct Dictionary;
                    all: [Holder],
                    external: [Anchor],
                }

                #[test]
                fn loads() {
                    let _ = |connection: &mut SqliteConnection| -> QueryResult<()> {
                        let query = Holder::query().with(Holder::about());
                        for holder in &query.load(connection)? {
                            let _ = holder.about();
                        }
                        Ok(())
                    };
                }
            }
        )*}
        mod columns {$(
            pub(super) mod $module {
                use diesel::prelude::*;
                use schema_core::prelude::*;

                #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
                pub enum $name {
                    First,
                    Second,
                }

                #[derive(Model, HasQuery, Insertable, AsChangeset, Debug, Clone)]
                pub struct Holder {
                    pub id: i32,
                    #[column(enum, default = $name::Second)]
                    pub value: $name,
                }

                schema_core::schema! {
                    struct Dictionary;
                    all: [Holder],
                }

                #[test]
                fn has_values() {
                    assert_eq!($name::Second.to_value(), "second");
                    assert_eq!(Holder::TABLE.columns.len(), 2);
                }
            }
        )*}
    };
}

// Parameters and types in generated code.
models! {
    row: Row,
    row0: Row0,
    relations: Relations,
    position: Position,
    item: Item,
    asking: Asking,
    other: Other,
    found: Found,
    same: Same,
    different: Different,
    compare: Compare,
    differs: Differs,
    connection: Connection,
    c: C,
    s: S,
    db: DB,
    st: ST,
}

// Words of schemas and of Diesel. `Selectable` is missing: Diesel's own derive imports it.
models! {
    table: Table,
    column: Column,
    key: Key,
    foreign_key: ForeignKey,
    index: Index,
    check: Check,
    kind: Kind,
    loaded: Loaded,
    backend: Backend,
    expression: Expression,
    query: Query,
    values: Values,
    has_query: HasQuery,
    insertable: Insertable,
    identifiable: Identifiable,
    queryable: Queryable,
    as_changeset: AsChangeset,
    model: Model,
    schema: Schema,
    polymorphic: Polymorphic,
    sql_enum: SqlEnum,
    integer: Integer,
    nullable: Nullable,
}

// Names of the standard library.
models! {
    option: Option,
    some: Some,
    none: None,
    result: Result,
    ok: Ok,
    err: Err,
    string: String,
    vec: Vec,
    box_: Box,
    default: Default,
    clone: Clone,
    debug: Debug,
    iterator: Iterator,
    borrow: Borrow,
    formatter: Formatter,
    into: Into,
}

enums! {
    row: Row,
    row0: Row0,
    relations: Relations,
    item: Item,
    position: Position,
    found: Found,
    c: C,
    db: DB,
    st: ST,
    kind: Kind,
    key: Key,
    values: Values,
}
