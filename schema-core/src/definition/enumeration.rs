/// A Rust enum as the database stores it: what `#[derive(SqlEnum)]` declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Enum {
    /// The Rust enum.
    pub rust_name: &'static str,
    /// The database schema of the type (PostgreSQL), if it is not the default one.
    pub schema: Option<&'static str>,
    /// The SQL name of the type.
    pub name: &'static str,
    /// How PostgreSQL stores it.
    pub storage: EnumStorage,
    /// The values in the order of the variants.
    pub values: &'static [EnumValue],
    /// The documentation of the enum; empty if there is none.
    pub comment: &'static str,
    /// The former SQL name, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

/// One value of an [`Enum`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnumValue {
    /// The Rust variant.
    pub variant: &'static str,
    /// The text that the database stores.
    pub value: &'static str,
    /// The former text, of which a migration makes a rename.
    pub renamed_from: Option<&'static str>,
}

/// How PostgreSQL stores an [`Enum`]. The other databases always store text with a CHECK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnumStorage {
    /// As a type made by `CREATE TYPE … AS ENUM`.
    Native,
    /// As text with a CHECK.
    Text,
}
