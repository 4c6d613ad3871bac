//! From the declaration to the model: names are looked up, conventional names are given, and the
//! indexes that foreign keys need are added.

use super::declaration::{Declaration, Field};
use super::index_items::FLAGS;
use super::{
    Column, Model, PrimaryKey, Table, columns, constraints, foreign_keys, indexes, polymorphic,
    relations,
};
use crate::attribute::{Misplaced, Text};
use crate::errors::Errors;
use crate::id::Id;
use crate::naming::{constraint_name, default_table_name, fitting};
use crate::suggest::{did_you_mean, nearest};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::{Ident, Path, parse_quote};

/// Resolves a declaration. What cannot be resolved is reported and left out.
pub(crate) fn model(mut declaration: Declaration, id: Id, errors: &Errors) -> Model {
    let core: Path = match &declaration.table.krate {
        Some(path) => path.0.clone(),
        None => parse_quote!(::schema_core),
    };
    let table = table(&declaration, errors);
    let mut columns = Columns(columns::resolve(&declaration.fields, &core, errors));
    columns::leave_out_diesels_names(&mut columns.0, &table.module, errors);
    let primary_key = primary_key(&declaration, &table, &columns, errors);
    let scope = Scope {
        model: &declaration.ident,
        table: &table,
        columns: &columns,
        errors,
    };
    let (mut foreign_keys, mut unique_constraints) =
        foreign_keys::resolve(&declaration.references, &declaration.fields, &scope);
    unique_constraints.extend(constraints::unique(
        &declaration.unique,
        &declaration.fields,
        &scope,
    ));
    let polymorphic = polymorphic::resolve(&declaration.fields, &scope);
    foreign_keys.extend(polymorphic.foreign_keys);
    let mut checks = constraints::checks(&declaration.checks, &declaration.fields, &scope);
    checks.extend(polymorphic.checks);
    let mut indexes = indexes::declared(&declaration.indexes, &declaration.fields, &scope);
    indexes.extend(indexes::for_references(
        polymorphic.indexes,
        &primary_key,
        &unique_constraints,
        &indexes,
    ));
    indexes.extend(indexes::for_foreign_keys(
        &foreign_keys,
        &primary_key,
        &unique_constraints,
        &indexes,
        &scope,
    ));
    let relations = relations::resolve(std::mem::take(&mut declaration.relations), errors);
    Model {
        id,
        core,
        ident: declaration.ident,
        visibility: declaration.visibility,
        docs: declaration.docs,
        table,
        columns: columns.0,
        primary_key,
        foreign_keys,
        unique_constraints,
        indexes,
        checks,
        relations,
        polymorphic: polymorphic.references,
    }
}

fn table(declaration: &Declaration, errors: &Errors) -> Table {
    let module = declaration.table_name.clone().unwrap_or_else(|| {
        let mut name = default_table_name(&declaration.ident.unraw().to_string());
        if syn::parse_str::<Ident>(&name).is_err() {
            errors.at(
                &declaration.ident,
                format!("the table of `{}` would be `{name}`, which is a word of Rust's: name it with `#[diesel(table_name = …)]`", declaration.ident),
            );
            name.push('_');
        }
        format_ident!("{}", name, span = declaration.ident.span())
    });
    let options = &declaration.table;
    let sql_name = options
        .sql_name
        .as_ref()
        .map_or_else(|| module.unraw().to_string(), Text::value);
    let schema = options.schema.as_ref().and_then(|schema| {
        let ident = schema.0.parse::<Ident>().ok();
        if ident.is_none() {
            errors.at(
                &schema.0,
                "Diesel takes a database schema only by a plain name: use letters, digits and `_`",
            );
        }
        ident
    });
    Table {
        module,
        sql_name: fitting(&sql_name),
        schema,
        renamed_from: options.renamed_from.as_ref().map(Text::value),
        allow: options
            .allow
            .as_ref()
            .map_or_else(Vec::new, |codes| codes.0.clone()),
    }
}

/// Whether the field has `#[column(primary_key)]`, which is a mistake.
fn is_said_to_be_the_key(field: &Field, errors: &Errors) -> bool {
    let Some(Misplaced(place)) = &field.column.primary_key else {
        return false;
    };
    errors.at(
        place,
        format!(
            "the primary key is named on the struct: use `#[diesel(primary_key({}))]` there",
            field.ident
        ),
    );
    true
}

fn primary_key(
    declaration: &Declaration,
    table: &Table,
    columns: &Columns,
    errors: &Errors,
) -> PrimaryKey {
    let name = constraint_name(&table.sql_name, &[], "pkey");
    if columns.0.is_empty() {
        return PrimaryKey {
            name,
            columns: Vec::new(),
        };
    }
    let misplaced: Vec<&Ident> = declaration
        .fields
        .iter()
        .filter(|field| is_said_to_be_the_key(field, errors))
        .map(|field| &field.ident)
        .collect();
    let Some(idents) = &declaration.primary_key else {
        if !misplaced.is_empty() {
            return PrimaryKey {
                name,
                columns: misplaced
                    .into_iter()
                    .filter_map(|ident| columns.find(ident))
                    .collect(),
            };
        }
        let id = columns.0.iter().position(|column| column.ident == "id");
        if id.is_none() {
            errors.at(
                &declaration.ident,
                format!(
                    "`{}` has no primary key: add a field `id`, or name the key with `#[diesel(primary_key(…))]`",
                    declaration.ident
                ),
            );
        }
        return PrimaryKey {
            name,
            columns: id.into_iter().collect(),
        };
    };
    let mut key = Vec::new();
    for ident in idents {
        match columns.find(ident) {
            Some(column) if key.contains(&column) => {
                errors.at(
                    ident,
                    format!("`{ident}` is in the primary key twice: remove one"),
                );
            }
            Some(column) => key.push(column),
            None => errors.at(ident, columns.unknown(&declaration.ident, ident)),
        }
    }
    PrimaryKey { name, columns: key }
}

/// What the parts of a model are resolved against.
pub(crate) struct Scope<'a> {
    pub(crate) model: &'a Ident,
    pub(crate) table: &'a Table,
    pub(crate) columns: &'a Columns,
    pub(crate) errors: &'a Errors,
}

impl Scope<'_> {
    /// The position of a column, or an error with the nearest name.
    pub(crate) fn column(&self, ident: &Ident) -> Option<usize> {
        let found = self.columns.find(ident);
        if found.is_none() {
            self.errors
                .at(ident, self.columns.unknown(self.model, ident));
        }
        found
    }

    /// The position of a column of an index, or an error with the nearest column or option.
    pub(crate) fn index_column(&self, ident: &Ident) -> Option<usize> {
        let word = ident.to_string();
        let columns: Vec<String> = self
            .columns
            .0
            .iter()
            .map(|column| column.ident.to_string())
            .collect();
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        if self.columns.find(ident).is_none()
            && nearest(&word, &columns).is_none()
            && let Some(option) = nearest(&word, &FLAGS)
        {
            self.errors.at(
                ident,
                format!("unknown option `{word}` of `#[index]`: did you mean `{option}`"),
            );
            return None;
        }
        self.column(ident)
    }

    /// The positions of some columns; nothing if one of them is unknown or there twice.
    pub(crate) fn columns(&self, idents: &[Ident]) -> Option<Vec<usize>> {
        let mut result = Vec::new();
        let mut complete = true;
        for ident in idents {
            match self.column(ident) {
                Some(column) if result.contains(&column) => {
                    self.errors.at(
                        ident,
                        format!("column `{ident}` is named twice: remove one"),
                    );
                    complete = false;
                }
                Some(column) => result.push(column),
                None => complete = false,
            }
        }
        complete.then_some(result)
    }

    /// A name that is given, or else the conventional one.
    pub(crate) fn name(&self, given: Option<&Text>, columns: &[usize], suffix: &str) -> String {
        match given {
            Some(name) => fitting(&name.value()),
            None => {
                let columns: Vec<&str> = columns
                    .iter()
                    .map(|&column| self.columns.0[column].sql_name.as_str())
                    .collect();
                constraint_name(&self.table.sql_name, &columns, suffix)
            }
        }
    }
}

/// The columns of a model, looked up by name.
pub(crate) struct Columns(pub(crate) Vec<Column>);

impl Columns {
    /// The column with this name in `table!`, or else the only one of this field.
    pub(crate) fn find(&self, ident: &Ident) -> Option<usize> {
        let named = |column: &Column| column.ident.unraw() == ident.unraw();
        let of_field = || match self.of_field(ident).as_slice() {
            &[only] => Some(only),
            _ => None,
        };
        self.0.iter().position(named).or_else(of_field)
    }

    /// Those of a field: several if it is embedded.
    fn of_field(&self, ident: &Ident) -> Vec<usize> {
        let columns = self.0.iter().enumerate();
        columns
            .filter(|(_, column)| column.field.unraw() == ident.unraw())
            .map(|(position, _)| position)
            .collect()
    }

    /// The message for a name that is no column.
    pub(crate) fn unknown(&self, model: &Ident, ident: &Ident) -> String {
        let several: Vec<String> = self
            .of_field(ident)
            .iter()
            .map(|&column| format!("`{}`", self.0[column].ident))
            .collect();
        if !several.is_empty() {
            let several = several.join(", ");
            return format!("`{ident}` is several columns: name those that are meant, {several}");
        }
        let known: Vec<String> = self
            .0
            .iter()
            .map(|column| column.ident.to_string())
            .collect();
        let hint = did_you_mean(&ident.to_string(), known.iter().map(String::as_str));
        format!("`{model}` has no column `{ident}`{hint}")
    }
}
