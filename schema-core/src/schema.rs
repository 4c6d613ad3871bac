use crate::definition;

/// A set of models that make up one database. Declared with [`schema!`](crate::schema!).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the struct of a `schema!`",
    label = "not a schema",
    note = "name the struct that `schema! {{ pub struct …; … }}` declares"
)]
pub trait Schema {
    /// The definition of the schema.
    const SCHEMA: &'static definition::Schema;

    /// For each table, the name that it may not have.
    #[doc(hidden)]
    const CLASHES: &'static [Option<crate::__private::Clash>] = &[];
}

/// A model that is listed in a [`schema!`](crate::schema!), which implements this.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not listed in a `schema!`",
    label = "missing from `schema!`",
    note = "add `{Self}` to the list of its domain: `schema! {{ pub struct …; domain: [{Self}, …] }}`"
)]
pub trait InSchema {
    /// The schema.
    const SCHEMA: &'static definition::Schema;

    /// The domain under which the model is listed.
    const DOMAIN: &'static str;

    /// What foreign keys are checked against.
    #[doc(hidden)]
    const MEMBERSHIP: crate::__private::Membership;
}
