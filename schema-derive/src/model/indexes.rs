//! From `#[index]` to indexes, and the indexes that foreign keys bring with them.

use super::attributes::IndexColumnOptions;
use super::declaration::{self, Field};
use super::index_items::{Direction, IndexItem, ItemKey, nulls_order};
use super::resolve::Scope;
use super::{ForeignKey, Index, IndexColumn, IndexKey, PrimaryKey, UniqueConstraint};
use crate::attribute::Text;
use crate::naming::constraint_name;
use crate::sql_fragment;
use quote::ToTokens;
use syn::Meta;

/// The indexes that are declared on fields and struct.
pub(crate) fn declared(
    on_struct: &[declaration::Index],
    fields: &[Field],
    scope: &Scope<'_>,
) -> Vec<Index> {
    let mut result = Vec::new();
    for field in fields {
        for index in &field.indexes {
            let Some(column) = scope.column(&field.ident) else {
                continue;
            };
            let options = &index.options;
            let direction = if options.desc.0 {
                Direction::Descending
            } else {
                Direction::Ascending
            };
            let column_options = IndexColumnOptions {
                nulls: options.nulls.clone(),
                operator_class: options.operator_class.clone(),
                collation: options.collation.clone(),
            };
            let key = IndexKey::Column(column);
            let columns = vec![index_column(key, direction, &column_options, scope)];
            result.extend(index_of(index, columns, scope));
        }
    }
    for index in on_struct {
        if index.items.is_empty() {
            scope.errors.at(
                &index.place,
                "`#[index]` on a struct needs columns: use `#[index(first, second)]`",
            );
            continue;
        }
        if let Some(columns) = index_columns(&index.items, scope) {
            result.extend(index_of(index, columns, scope));
        }
    }
    result
}

fn index_columns(items: &[IndexItem], scope: &Scope<'_>) -> Option<Vec<IndexColumn>> {
    let mut columns = Vec::new();
    for item in items {
        let key = match &item.key {
            ItemKey::Column(ident) => scope.index_column(ident).map(IndexKey::Column),
            ItemKey::Expression(expression) => {
                sql_fragment::check_literal(expression, &[], scope.errors);
                Some(IndexKey::Expression(expression.value()))
            }
        };
        let options = item.column_options(scope.errors);
        if let Some(IndexKey::Column(column)) = key
            && columns.iter().flatten().any(|other: &IndexColumn| matches!(other.key, IndexKey::Column(other) if other == column))
        {
            scope.errors.at(&item.key, format!("column `{}` is named twice: remove one", item.key.to_token_stream()));
            return None;
        }
        columns.push(key.map(|key| index_column(key, item.direction, &options, scope)));
    }
    columns.into_iter().collect()
}

fn index_column(
    key: IndexKey,
    direction: Direction,
    options: &IndexColumnOptions,
    scope: &Scope<'_>,
) -> IndexColumn {
    IndexColumn {
        key,
        direction,
        nulls: options
            .nulls
            .as_ref()
            .and_then(|nulls| nulls_order(nulls, scope.errors)),
        operator_class: options.operator_class.as_ref().map(Text::value),
        collation: options.collation.as_ref().map(Text::value),
    }
}

fn index_of(
    index: &declaration::Index,
    columns: Vec<IndexColumn>,
    scope: &Scope<'_>,
) -> Option<Index> {
    let options = &index.options;
    let include = match &options.include {
        Some(names) => scope.columns(&names.0)?,
        None => Vec::new(),
    };
    if let Some(Text(condition)) = &options.condition {
        sql_fragment::check_literal(condition, &["where"], scope.errors);
    }
    let name = match &options.name {
        Some(_) => scope.name(options.name.as_ref(), &[], "idx"),
        None => conventional_name(&columns, scope),
    };
    Some(Index {
        name,
        columns,
        unique: options.unique.0,
        nulls_not_distinct: options.nulls_not_distinct.0,
        condition: options.condition.as_ref().map(Text::value),
        method: options.method.as_ref().map(Text::value),
        include,
        only: options.only,
        foreign_key: None,
        renamed_from: options.renamed_from.as_ref().map(Text::value),
        place: index.place.clone(),
        named: options.name.is_some(),
    })
}

/// `<table>_<columns>_idx`, where an expression counts as `expr`, as in PostgreSQL.
fn conventional_name(columns: &[IndexColumn], scope: &Scope<'_>) -> String {
    let names: Vec<&str> = columns
        .iter()
        .map(|column| match &column.key {
            IndexKey::Column(column) => scope.columns.0[*column].sql_name.as_str(),
            IndexKey::Expression(_) => "expr",
        })
        .collect();
    constraint_name(&scope.table.sql_name, &names, "idx")
}

/// One index for each foreign key, unless the primary key, a unique constraint or another index
/// already begins with its columns: deleting or changing a referenced row looks the referencing
/// rows up by them, and PostgreSQL makes no index for it.
pub(crate) fn for_foreign_keys(
    foreign_keys: &[ForeignKey],
    primary_key: &PrimaryKey,
    unique_constraints: &[UniqueConstraint],
    declared: &[Index],
    scope: &Scope<'_>,
) -> Vec<Index> {
    let mut covering = covering(primary_key, unique_constraints, declared);
    let mut added = Vec::new();
    for (position, foreign_key) in foreign_keys.iter().enumerate() {
        let covered = covering
            .iter()
            .any(|columns| begins_with(columns, &foreign_key.columns));
        if covered || !foreign_key.index {
            continue;
        }
        covering.push(foreign_key.columns.clone());
        added.push(foreign_key_index(position, foreign_key, scope));
    }
    added
}

fn foreign_key_index(position: usize, foreign_key: &ForeignKey, scope: &Scope<'_>) -> Index {
    let place = Meta::Path(foreign_key.target.clone());
    Index {
        foreign_key: Some(position),
        ..plain(&foreign_key.columns, place, scope)
    }
}

/// An index over columns, with nothing else to say.
pub(crate) fn plain(columns: &[usize], place: Meta, scope: &Scope<'_>) -> Index {
    let column = |&column: &usize| IndexColumn {
        key: IndexKey::Column(column),
        direction: Direction::Ascending,
        nulls: None,
        operator_class: None,
        collation: None,
    };
    Index {
        name: scope.name(None, columns, "idx"),
        columns: columns.iter().map(column).collect(),
        unique: false,
        nulls_not_distinct: false,
        condition: None,
        method: None,
        include: Vec::new(),
        only: None,
        foreign_key: None,
        renamed_from: None,
        place,
        named: false,
    }
}

/// The indexes of polymorphic references that the primary key, a unique constraint or another index
/// does not replace: the rows are found by tag and key.
pub(crate) fn for_references(
    indexes: Vec<Index>,
    primary_key: &PrimaryKey,
    unique_constraints: &[UniqueConstraint],
    declared: &[Index],
) -> Vec<Index> {
    let covering = covering(primary_key, unique_constraints, declared);
    let is_needed = |index: &Index| {
        let key = searchable_columns(index).unwrap_or_default();
        !covering.iter().any(|columns| begins_with(columns, &key))
    };
    indexes.into_iter().filter(is_needed).collect()
}

/// The columns by which rows are found already.
fn covering(
    primary_key: &PrimaryKey,
    unique_constraints: &[UniqueConstraint],
    declared: &[Index],
) -> Vec<Vec<usize>> {
    let uniques = unique_constraints
        .iter()
        .map(|unique| unique.columns.clone());
    std::iter::once(primary_key.columns.clone())
        .chain(uniques)
        .chain(declared.iter().filter_map(searchable_columns))
        .collect()
}

/// The columns by which an index finds every row in every database; none if it is partial or of
/// another kind.
/// The columns after an expression do not count.
fn searchable_columns(index: &Index) -> Option<Vec<usize>> {
    let ordered = index
        .method
        .as_deref()
        .is_none_or(|method| method.eq_ignore_ascii_case("btree"));
    if index.condition.is_some() || index.only.is_some() || !ordered {
        return None;
    }
    Some(
        index
            .columns
            .iter()
            .map_while(|column| match column.key {
                IndexKey::Column(position) if column.collation.is_none() => Some(position),
                IndexKey::Column(_) | IndexKey::Expression(_) => None,
            })
            .collect(),
    )
}

/// Whether the first columns of an index are those of a key, in any order.
fn begins_with(index: &[usize], key: &[usize]) -> bool {
    index.len() >= key.len() && key.iter().all(|column| index[..key.len()].contains(column))
}

#[cfg(test)]
mod tests;
