//! Questions about concrete types that the compiler answers while it evaluates constants: an
//! inherent constant that exists only if a bound holds goes before the one of a trait.

use crate::definition::{self, ColumnType};
use crate::{HasColumnType, InSchema, Schema};
use std::marker::PhantomData;

/// Whether two types are one: `Types::<A, B>::SAME`.
pub struct Types<A, B>(PhantomData<(A, B)>);

impl<A> Types<A, A> {
    /// They are.
    pub const SAME: bool = true;
}

/// The answer for two different types.
pub trait DifferentTypes {
    /// They are not.
    const SAME: bool = false;
}

impl<A, B> DifferentTypes for Types<A, B> {}

/// Where a model is listed.
#[derive(Clone, Copy)]
pub struct Membership {
    /// The domain.
    pub domain: &'static str,
    /// The schema.
    pub schema: &'static definition::Schema,
}

/// Where a model is listed, if it is: `MembershipOf::<M>::MEMBERSHIP`.
pub struct MembershipOf<M>(PhantomData<M>);

impl<M: InSchema> MembershipOf<M> {
    /// It is listed.
    pub const MEMBERSHIP: Option<Membership> = Some(Membership {
        domain: M::DOMAIN,
        schema: <M::Schema as Schema>::SCHEMA,
    });
}

/// The answer for a model that is in no schema.
pub trait NotInSchema {
    /// It is not listed.
    const MEMBERSHIP: Option<Membership> = None;
}

impl<M> NotInSchema for MembershipOf<M> {}

/// The column type of a SQL type: `ColumnTypeOf::<ST>::COLUMN_TYPE`.
pub struct ColumnTypeOf<ST>(PhantomData<ST>);

impl<ST: HasColumnType> ColumnTypeOf<ST> {
    /// It has one.
    pub const COLUMN_TYPE: ColumnType = ST::COLUMN_TYPE;
}

/// The answer for a SQL type that only its SQL name describes.
pub trait UndefinedColumnType {
    /// It has none.
    const COLUMN_TYPE: ColumnType = ColumnType::Custom;
}

impl<ST> UndefinedColumnType for ColumnTypeOf<ST> {}
