//! Questions about concrete types that the compiler answers while it evaluates constants: an
//! inherent constant that exists only if a bound holds goes before the one of a trait.
//!
//! So a type that should be a model and is none is one error, said by an assertion, and not one
//! for each place that would need a model.

use crate::definition::{Column, ColumnType, Parent, Table, TableName};
use crate::relation::key::KeyColumn;
use crate::{HasColumnType, InSchema, Model, SqlEnum};
use std::marker::PhantomData;

/// What is known of a type that should be a model.
pub struct ModelOf<M>(PhantomData<M>);

impl<M: Model> ModelOf<M> {
    /// What a foreign key needs to know of it.
    pub const PARENT: Parent = Parent {
        table: M::NAME,
        primary_key: M::PRIMARY_KEY.columns,
    };
    /// Its columns.
    pub const COLUMNS: &'static [Column] = M::COLUMNS;
    /// Its table.
    pub const TABLE: Option<&'static Table> = Some(M::TABLE);
}

/// What is known of a type that is no model.
pub trait NotAModel {
    /// No names and no key.
    const PARENT: Parent = Parent {
        table: TableName {
            model: "",
            schema: None,
            table: "",
        },
        primary_key: &[],
    };
    /// No columns.
    const COLUMNS: &'static [Column] = &[];
    /// No table.
    const TABLE: Option<&'static Table> = None;
}

impl<M> NotAModel for ModelOf<M> {}

/// Whether `Key` is the Rust type of the primary key of `M`.
pub struct KeyOf<Key, M>(PhantomData<(Key, M)>);

impl<M: Model> KeyOf<M::Key, M> {
    /// It is.
    pub const SAME: bool = true;
}

/// The answer for another type.
pub trait OtherKey {
    /// It is not.
    const SAME: bool = false;
}

impl<Key, M> OtherKey for KeyOf<Key, M> {}

/// The column of a key of a model.
pub struct KeyAt<M, const POSITION: usize>(PhantomData<M>);

impl<M: KeyColumn<POSITION>, const POSITION: usize> KeyAt<M, POSITION> {
    /// The value of a row.
    pub fn value(row: &M) -> Option<&M::Value> {
        row.value()
    }
}

/// The answer for a type that has no such column.
pub trait NoKeyAt<M> {
    /// There is none.
    fn value(_: &M) -> Option<&()> {
        None
    }
}

impl<M, const POSITION: usize> NoKeyAt<M> for KeyAt<M, POSITION> {}

/// Where a model is listed.
#[derive(Clone, Copy)]
pub struct Membership {
    /// The domain.
    pub domain: &'static str,
    /// What its schema lets it reference.
    pub schema: &'static Rules,
}

/// What a schema says about references.
///
/// Not its tables: the compiler validates a constant together with all that it refers to, and every
/// model has a constant that refers to this.
pub struct Rules {
    /// The number of the schema.
    pub id: u64,
    /// The name of the schema.
    pub name: &'static str,
    /// The tables of other crates that may be referenced.
    pub external: &'static [TableName],
    /// Models that every domain may reference, by their Rust names.
    pub shared: &'static [&'static str],
    /// Single cross-domain references that are allowed, as Rust names: (from, to).
    pub allow: &'static [(&'static str, &'static str)],
}

/// Where a model is listed, if it is.
pub struct MembershipOf<M>(PhantomData<M>);

impl<M: InSchema> MembershipOf<M> {
    /// It is listed.
    pub const MEMBERSHIP: Option<Membership> = Some(M::MEMBERSHIP);
}

/// The answer for a model that is in no schema.
pub trait NotInSchema {
    /// It is not listed.
    const MEMBERSHIP: Option<Membership> = None;
}

impl<M> NotInSchema for MembershipOf<M> {}

/// What is known of a type that should be an enum with a SQL type.
pub struct EnumOf<E>(PhantomData<E>);

impl<E: SqlEnum> EnumOf<E> {
    /// It is one.
    pub const IS_ENUM: bool = true;
    /// Its values.
    pub const DISCRIMINANTS: &'static [(i128, &'static str)] = E::DISCRIMINANTS;
}

/// The answer for a type that is none.
pub trait NotAnEnum {
    /// It is none.
    const IS_ENUM: bool = false;
    /// No values.
    const DISCRIMINANTS: &'static [(i128, &'static str)] = &[];
}

impl<E> NotAnEnum for EnumOf<E> {}

/// The column type of a SQL type.
pub struct ColumnTypeOf<ST>(PhantomData<ST>);

impl<ST: HasColumnType> ColumnTypeOf<ST> {
    /// It has one.
    pub const COLUMN_TYPE: ColumnType = ST::COLUMN_TYPE;
    /// Whether it is known.
    pub const KNOWN: bool = true;
}

/// The answer for a SQL type that only its SQL name describes.
pub trait UndefinedColumnType {
    /// It has none.
    const COLUMN_TYPE: ColumnType = ColumnType::Custom;
    /// Whether it is known.
    const KNOWN: bool = false;
}

impl<ST> UndefinedColumnType for ColumnTypeOf<ST> {}
