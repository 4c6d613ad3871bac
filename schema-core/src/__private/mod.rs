//! What generated code calls. Not part of the public interface: it may change with every version.

mod assertions;
pub mod comparison;
pub mod digits;
mod joins;
mod key_equals;
mod message;
mod names;
mod probes;
mod relations;
mod sql_enum;
mod tag;

pub(crate) use joins::{contains, same_table};
pub(crate) use message::texts_equal;

pub use assertions::{
    WrittenKey, check_allowed, check_arc, check_column_type, check_enum, check_foreign_key,
    check_listed, check_model, check_polymorphic_target,
};
pub use joins::{
    Beside, Count, Find, KeyTo, KeysTo, NoKey, OneKey, SeveralKeys, Single, TableOf, column_name,
    referenced_position,
};
pub use key_equals::KeyEquals;
pub use names::{Clash, check_names, count_slots, find_clashes};
pub use probes::{
    ColumnTypeOf, EnumOf, KeyAt, KeyOf, Membership, MembershipOf, ModelOf, NoKeyAt, NotAModel,
    NotAnEnum, NotInSchema, OtherKey, Rules, UndefinedColumnType,
};
pub use relations::{
    RelationKeys, RelationTables, WrittenRelation, check_relation, declared_relation, one_relation,
};

pub use sql_enum::{read_value, value_of};

#[cfg(feature = "serde")]
pub use crate::serialize_loaded_impl as serialize_loaded;
#[cfg(feature = "serde")]
pub use serde;

/// Without the feature `serde` nothing is written.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! serialize_loaded_nothing {
    ($loaded:ident) => {};
}

#[cfg(not(feature = "serde"))]
pub use crate::serialize_loaded_nothing as serialize_loaded;

pub use crate::tag_impls as tag;
pub use crate::{sql_enum_impls as sql_enum, sql_enum_mysql, sql_enum_postgres, sql_enum_sqlite};
