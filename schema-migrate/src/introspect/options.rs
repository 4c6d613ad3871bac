use crate::sql::Identifier;

/// What is read of a database.
///
/// ```
/// use schema_migrate::introspect::IntrospectOptions;
/// use schema_migrate::sql::Identifier;
///
/// let options = IntrospectOptions::default()
///     .with_database_schemas([Identifier::new("auth")?, Identifier::new("audit")?]);
/// assert_eq!(options.database_schemas().len(), 2);
/// # Ok::<(), schema_migrate::sql::InvalidIdentifier>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IntrospectOptions {
    database_schemas: Vec<Identifier>,
}

impl IntrospectOptions {
    /// Reads these database schemas as well (PostgreSQL). What is in the current one, the first of
    /// the search path, is always read, and its names stand without it.
    ///
    /// A database schema that does not exist is one without tables.
    #[must_use]
    pub fn with_database_schemas(
        mut self,
        names: impl IntoIterator<Item = Identifier>,
    ) -> IntrospectOptions {
        self.database_schemas.extend(names);
        self
    }

    /// The database schemas that are read besides the current one.
    pub fn database_schemas(&self) -> &[Identifier] {
        &self.database_schemas
    }
}
