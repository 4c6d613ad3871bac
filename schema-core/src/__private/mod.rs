//! What generated code calls. Not part of the public interface: it may change with every version.

mod assertions;
mod columns_equal;
mod joins;
mod message;
mod names;
mod probes;
mod relations;
mod sql_enum;

pub(crate) use joins::contains;

pub use assertions::{
    WrittenKey, check_allowed, check_column_type, check_foreign_key, check_listed, check_model,
};
pub use columns_equal::{BothEqual, ColumnsEqual};
pub use joins::{
    Beside, HasColumn, HasForeignKey, Joined, JoinedTable, Joins, NotJoined, column_name, joins,
    referenced_column,
};
pub use names::check_names;
pub use probes::{
    ColumnTypeOf, KeyOf, Membership, MembershipOf, ModelOf, NotAModel, NotInSchema, OtherKey,
    UndefinedColumnType,
};
pub use relations::{
    HasRelation, RelationTables, WrittenRelation, check_relation, declared_relation, one_relation,
};

pub use sql_enum::read_value;

pub use crate::{sql_enum_impls as sql_enum, sql_enum_mysql, sql_enum_postgres, sql_enum_sqlite};
