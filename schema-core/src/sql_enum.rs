use crate::definition;

/// A fieldless enum that a column can hold. Derive it.
///
/// On PostgreSQL it is a type of its own, made by `CREATE TYPE … AS ENUM`; on SQLite and MySQL, and
/// with `#[sql_enum(storage = "text")]` on PostgreSQL as well, it is text with a CHECK. The field
/// says `#[column(enum)]`.
///
/// ```
/// use diesel::prelude::*;
/// use schema_core::prelude::*;
///
/// #[derive(SqlEnum, Debug, Clone, Copy, PartialEq)]
/// pub enum Status {
///     Draft,
///     InReview,
///     #[sql_enum(rename = "live")]
///     Published,
/// }
///
/// #[derive(Model, Queryable, Selectable, Insertable)]
/// pub struct Article {
///     pub id: i32,
///     #[column(enum, default = Status::Draft)]
///     pub status: Status,
/// }
///
/// schema_core::schema! { pub struct Site; site: [Article] }
///
/// fn main() {
///     assert_eq!(Status::InReview.to_value(), "in_review");
///     assert_eq!(Status::from_value("live"), Some(Status::Published));
///     let drafts = articles::table.filter(articles::status.eq(Status::Draft));
/// }
/// ```
///
/// | attribute | on | meaning |
/// |---|---|---|
/// | `#[sql_enum(name = "…")]` | enum | the SQL name of the type; `snake_case` of the enum otherwise |
/// | `#[sql_enum(schema = "…")]` | enum | the database schema of the type (PostgreSQL) |
/// | `#[sql_enum(storage = "text")]` | enum | text with a CHECK on PostgreSQL, too |
/// | `#[sql_enum(rename_all = "…")]` | enum | how values follow from variants: `snake_case` (the default), `kebab-case`, `SCREAMING_SNAKE_CASE`, `SCREAMING-KEBAB-CASE`, `lowercase`, `UPPERCASE`, `PascalCase` or `camelCase` |
/// | `#[sql_enum(renamed_from = "…")]` | both | the former name of the type or value |
/// | `#[sql_enum(rename = "…")]` | variant | the value |
///
/// Rows are ordered by the order of the variants where the enum is a type of PostgreSQL's, and by the
/// alphabet where it is text.
///
/// The enum must be `pub`, since Diesel's columns are, and `Debug`, as Diesel asks of every value. Reading a text that is no value of the
/// enum is an error that names the enum, the text and the values.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum that a column can hold",
    label = "does not derive `SqlEnum`",
    note = "add `#[derive(SqlEnum)]` to the enum"
)]
pub trait SqlEnum: Sized + 'static {
    /// The enum as the database stores it.
    const ENUM: &'static definition::Enum;

    /// The values by the numbers of their variants, which constants can tell.
    #[doc(hidden)]
    const DISCRIMINANTS: &'static [(i128, &'static str)];

    /// The text that the database stores for this value.
    fn to_value(&self) -> &'static str;

    /// The value that is stored as this text.
    fn from_value(value: &str) -> Option<Self>;
}
