use crate::definition;

/// A struct that is a table. Derive it: the fields are the columns, and the derive makes the
/// Diesel table that a `schema.rs` would otherwise hold.
///
/// The derive sits beside Diesel's own (`Queryable`, `Selectable`, `HasQuery`, `Identifiable`,
/// `Insertable`, `AsChangeset`), which do what they always do, and reads the `#[diesel(…)]`
/// attributes that it shares with them. It emits:
///
/// - `diesel::table!`, in a module beside the struct;
/// - this trait, with the [definition](crate::definition) of the table;
/// - a function for each relation, `User::posts()`, and a type for rows with their relations, as
///   [`relation`](crate::relation) tells;
/// - Diesel's `JoinTo` for every foreign key that is the only one between its two tables, so that
///   `inner_join` and `left_join` know the condition. Between tables with several keys, and within
///   one table, `.on(…)` says which one is meant;
/// - assertions that fail the build with a message at the attribute that is wrong.
///
/// ```
/// use diesel::prelude::*;
/// use schema_core::prelude::*;
///
/// /// Somebody who can sign in.
/// #[derive(Model, Queryable, Selectable, Insertable)]
/// #[diesel(table_name = account)]
/// #[relation(many, projects: Project)]
/// pub struct Account {
///     #[column(max_length = 21)]
///     pub id: String,
///     #[unique]
///     pub email: String,
/// }
///
/// #[derive(Model, Queryable, Selectable, Insertable)]
/// #[diesel(table_name = project)]
/// #[index(account_id, desc(started_at))]
/// #[check("budget >= 0")]
/// pub struct Project {
///     #[column(identity)]
///     #[diesel(skip_insertion)]
///     pub id: i32,
///     #[references(Account, on_delete = "cascade")]
///     pub account_id: String,
///     #[references(Project, on_delete = "set null")]
///     pub parent_id: Option<i32>,
///     #[column(default = 0)]
///     pub budget: i64,
///     pub started_at: Option<String>,
/// }
///
/// schema_core::schema! {
///     pub struct Work;
///     work: [Account, Project],
/// }
///
/// fn main() {
///     // `account_id` needs no index of its own: the declared one begins with it.
///     let names: Vec<&str> = Project::TABLE.indexes.iter().map(|index| index.name).collect();
///     assert_eq!(names, ["project_account_id_started_at_idx", "project_parent_id_idx"]);
/// }
/// ```
///
/// # Attributes of the struct
///
/// | attribute | meaning |
/// |---|---|
/// | `#[diesel(table_name = name)]` | the module and the SQL name of the table; as in Diesel, `BlogPost` is `blog_posts` otherwise |
/// | `#[diesel(primary_key(a, b))]` | the primary key, `id` otherwise |
/// | `#[table(sql_name = "…")]` | the SQL name, where it is no Rust name |
/// | `#[table(schema = "…")]` | the database schema (PostgreSQL; a database on MySQL) |
/// | `#[table(renamed_from = "…")]` | the former SQL name |
/// | `#[table(allow("code"))]` | what `schema lint` is not to say of the table, by its codes |
/// | `#[table(crate = path)]` | where `schema-core` is, if not at `::schema_core` |
/// | `#[references(Model, columns(a, b), …)]` | a foreign key of several columns to the primary key of `Model`, with the options below |
/// | `#[references(Model(x, y), columns(a, b), …)]` | the same to other unique columns |
/// | `#[relation(many, children: Child)]` | the rows of `Child` that reference this one |
/// | `#[relation(one, details: Details)]` | the row of `Details` that references this one by a unique key |
/// | `#[relation(…, via = column)]` | which key is meant, if `Child` has several to this model; a key of several columns goes by the name of its relation |
/// | `#[relation(many, tags: Tag, through = PostTag)]` | the other side of a junction; `via` names its key to this model and `to` its key to the target, if there are several |
/// | `#[index(a, desc(b), "lower(c)")]` | an index over columns and SQL expressions; a column takes `asc(b, …)` or `desc(b, nulls = "last", operator_class = "…", collation = "…")` |
/// | `#[index(…, unique, name = "…", where = "…", method = "gin", include(d), nulls_not_distinct, renamed_from = "…")]` | its options |
/// | `#[index(…, only(postgres, sqlite))]` | an index that other databases do not have, such as one of a method or with a condition that they lack; `mysql` stands for MySQL and MariaDB |
/// | `#[unique(a, b, name = "…", nulls_not_distinct, deferrable, renamed_from = "…")]` | a unique constraint |
/// | `#[check("a < b", name = "…", renamed_from = "…")]` | a check; `#[check(postgres = "…", sqlite = "…", mysql = "…")]` where the databases differ |
///
/// # Attributes of a field
///
/// | attribute | meaning |
/// |---|---|
/// | `#[references(Model, …)]` | a foreign key to the primary key of `Model` (`Self` is the struct itself), with an index unless another one begins with the column, and a relation |
/// | `#[references(Model(column), …)]` | the same to another unique column |
/// | `… on_delete = "…"`, `on_update = "…"` | `"cascade"`, `"set null"`, `"set default"`, `"restrict"` or `"no action"`, the default |
/// | `… unique` | with a unique constraint on the key |
/// | `… relation = name` | the relation's name: `author_id` gives `author` otherwise |
/// | `… index = false` | without an index |
/// | `… deferrable`, `deferrable = "deferred"` | checked at the end of the transaction if the transaction wants it, or always |
/// | `… reason = "…"` | why the key does what it does, for `schema docs` |
/// | `… name = "…"`, `renamed_from = "…"` | the constraint's name, and its former one |
/// | `#[unique]`, `#[index]`, `#[check("…")]` | as on the struct, over this column; `#[index(desc, nulls = "last", …)]` |
/// | `#[column(default = …)]` | a number, a bool, a variant of an enum, or in quotes an SQL expression (a text is `"'draft'"`); `default(postgres = "…", sqlite = "…", mysql = "…")` where the databases differ |
/// | `#[column(identity)]` | the database numbers the rows; `identity = "always"` or `"serial"` for PostgreSQL's variants |
/// | `#[column(generated = "…")]` | the database computes the column; `generated("…", virtual)` on every read |
/// | `#[column(max_length = 255)]` | `VARCHAR(255)` in place of `TEXT` |
/// | `#[column(sql_type = "…")]` | the type in SQL; `sql_type(postgres = "citext", sqlite = "text")` where the databases differ |
/// | `#[column(sql_name = "…")]` | the SQL name, where it is no Rust name |
/// | `#[column(enum)]` | the type derives [`SqlEnum`](trait@crate::SqlEnum) |
/// | `#[column(check = "…", collation = "…", renamed_from = "…")]` | as they say |
/// | `#[column(backfill = "…")]` | an SQL expression: the value of rows that are there already, when a migration adds the column or makes it NOT NULL |
/// | `#[column(embed(street: String, zip: Option<String>))]` | the columns of a struct that is embedded with `#[diesel(embed)]` |
/// | `#[polymorphic]` beside `#[diesel(embed)]` | an enum that derives [`Polymorphic`](trait@crate::Polymorphic) and references a row of one of several models; an `Option` of one references nothing, too. The columns are `field_type` and `field_id`, with an index over both |
/// | `#[polymorphic(tag = kind, key = key, max_length = 21, index = false)]` | the names of the columns, the length of the key, and no index |
/// | `#[polymorphic(enforce = "triggers", on_delete = "…")]` | triggers of the database refuse a reference to a row that is not there, and do on its deletion as a foreign key would: `"cascade"`, `"set null"`, or refuse it |
/// | `#[polymorphic(strategy = "exclusive_arc", columns(post_id: Post, video_id: Video), on_delete = "…")]` | a foreign key for each model in place of the two columns, and a check that one is set |
/// | `#[polymorphic(…, reason = "…")]` | why the reference does what it does, for `schema docs` |
/// | `#[diesel(column_name = name)]` | the column's name in Diesel and SQL |
/// | `#[diesel(sql_type = …)]` | Diesel's SQL type, where it does not follow from the Rust type |
///
/// The relation of a foreign key is called like its column without `_id`, or without the columns that
/// the attribute names (`#[references(Country(code))]` on `birth_code` is `birth`), otherwise like the parent. It is a function of the struct, so no field, relation or
/// function of the struct may have the same name.
///
/// The database computes `generated` columns and those with `identity = "always"`: they have to say
/// `#[diesel(skip_insertion)]`, and `skip_update` for `AsChangeset`. A default, check or collation that is given for some databases is
/// left out in the others.
///
/// MySQL and MariaDB look at no check when a foreign key changes a column (`on_delete = "set null"`, `on_update = "cascade"` or
/// `"set null"`), and refuse one over such a column, as well as a stored column that is computed from it: so does the SQL for them.
///
/// A foreign key takes over the length and SQL type of the column that it references, so both are
/// written once, at the parent. A type that is not known by its name, such as a newtype, needs its `#[diesel(sql_type = …)]` at each
/// field nevertheless: Diesel's table is made of the one struct alone. It is the type without `Nullable`.
///
/// Documentation comments become comments of the table and its columns where the database has them.
///
/// # Types
///
/// | Rust | Diesel |
/// |---|---|
/// | `bool`, `i16`, `i32`, `i64`, `f32`, `f64` | `Bool`, `SmallInt`, `Integer`, `BigInt`, `Float`, `Double` |
/// | `i8`, `u8`, `u16`, `u32`, `u64` (MySQL) | `TinyInt`, `Unsigned<…>` |
/// | `String`, `Cow<str>`; `Vec<u8>` | `Text`; `Binary` |
/// | `Vec<T>`, `Vec<Option<T>>` (PostgreSQL) | `Array<…>`, `Array<Nullable<…>>` |
/// | `(Bound<T>, Bound<T>)` (PostgreSQL) | `Range<…>` |
/// | `chrono`'s `NaiveDate`, `NaiveTime`, `NaiveDateTime`, `DateTime<_>`, `TimeDelta` | `Date`, `Time`, `Timestamp`, `Timestamptz`, `Interval` |
/// | `time`'s `Date`, `Time`, `PrimitiveDateTime`, `OffsetDateTime` | `Date`, `Time`, `Timestamp`, `Timestamptz` |
/// | `Uuid`, `serde_json::Value`, `BigDecimal`, `IpNetwork`, `IpNet` | `Uuid`, `Jsonb`, `Numeric`, `Inet`, `Inet` |
/// | `[u8; 6]`, `[u8; 8]`, `PgMoney`, `PgInterval`, `PgNumeric`, `PgLsn` | `MacAddr`, `MacAddr8`, `Money`, `Interval`, `Numeric`, `PgLsn` |
/// | `Option<T>` | `Nullable<…>`: the column takes NULL |
///
/// A type that only one database has, as `DateTime<_>`, `Uuid`, arrays and networks are PostgreSQL's, needs
/// the feature of that database.
///
/// Types are recognised by their last path segment. Every other type, newtype ids among them, says
/// `#[diesel(sql_type = …)]`. To MySQL and MariaDB Diesel
/// sends a `Timestamp` as one that ends in 2038, although the column has no end: a `NaiveDateTime`
/// beyond says `#[diesel(sql_type = diesel::sql_types::Datetime)]`.
///
/// The types of an enum and of a newtype must be `pub`, since Diesel's columns are. A newtype in a key
/// derives `Clone`, `PartialEq`, `Eq` and `Hash` for its relations to be loaded.
///
/// # Names
///
/// Constraints and indexes are called as PostgreSQL would call them: `<table>_pkey`,
/// `<table>_<columns>_fkey`, `_key`, `_idx` and `_check`. A name of more than 63 bytes, which
/// PostgreSQL would cut and MySQL might refuse, is shortened and ends in a hash of the whole; the
/// same name is always shortened to the same.
///
/// # Limits
///
/// - Any two models may appear in one query, of whatever schema or crate. PostgreSQL's `.only()` is
///   another table to Diesel: to join `users::table.only()` with `posts::table`, implement its
///   `TableNotEqual<Only<users::table>>` for `posts::table` and the reverse.
/// - `joinable!` and `allow_tables_to_appear_in_same_query!` of a former `schema.rs` conflict with what the
///   derive makes (E0119): remove them.
/// - Clippy takes two `#[index(…)]` of one struct that share a column for a mistake:
///   `#[allow(clippy::duplicated_attributes)]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a model",
    label = "not a model",
    note = "add `#[derive(Model)]` to `{Self}`"
)]
pub trait Model: Sized {
    /// The Diesel table.
    type Table: diesel::Table;

    /// The Rust type of the primary key; a tuple if the key has several columns.
    type Key;

    /// The names of the table.
    const NAME: definition::TableName;

    /// The columns in the order of the fields.
    const COLUMNS: &'static [definition::Column];

    /// The primary key.
    const PRIMARY_KEY: definition::PrimaryKey;

    /// The whole definition of the table.
    const TABLE: &'static definition::Table;

    /// The relations: those that come with foreign keys first, then the declared ones.
    const RELATIONS: &'static [definition::Relation];
}
