use schema_core::definition::{Column, Enum, Table};

use crate::error::{LoweringError, Problem};

/// Where something is declared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    model: &'static str,
    field: Option<&'static str>,
    object: Option<&'static str>,
}

impl Place {
    pub(super) fn table(table: &Table) -> Place {
        Place {
            model: table.name.model,
            field: None,
            object: None,
        }
    }

    pub(super) fn column(table: &Table, column: &Column) -> Place {
        Place {
            model: table.name.model,
            field: Some(column.field),
            object: None,
        }
    }

    pub(super) fn enumeration(enumeration: &Enum) -> Place {
        Place {
            model: enumeration.rust_name,
            field: None,
            object: None,
        }
    }

    /// A constraint or index over columns: at the field, if it is over one only.
    pub(super) fn object(table: &Table, name: &'static str, columns: &[&str]) -> Place {
        let field = match columns {
            [column] => table.column(column).map(|column| column.field),
            _ => None,
        };
        Place {
            model: table.name.model,
            field,
            object: Some(name),
        }
    }

    pub(super) fn error(self, problem: Problem) -> LoweringError {
        LoweringError {
            model: self.model.to_owned(),
            field: self.field.map(str::to_owned),
            object: self.object.map(str::to_owned),
            problem,
        }
    }
}
