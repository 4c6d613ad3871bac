use crate::definition;

/// A struct that is a table. Derive it.
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
