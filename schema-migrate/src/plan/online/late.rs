//! What a change does in a moment, and what has to wait as it takes as long as a table has rows.

use std::collections::BTreeSet;

use super::kept::Kept;
use crate::diff::{Changed, Diff, Hints, Rename, TableDiff, mentions, renamed};
use crate::plan::fill::Fill;
use crate::plan::keys::{enum_of, has_renamed_value};
use crate::schema::{
    Check, Column, DefaultValue, Direction, ForeignKey, Index, IndexColumn, IndexKey, SqlSchema,
    Table, UniqueConstraint,
};
use crate::sql::{Expression, Identifier, QualifiedName};

/// A schema on the way, which is made in a moment, and what is left.
pub(super) struct Split {
    pub(super) brief: SqlSchema,
    pub(super) late: Vec<Late>,
    /// Indexes whose names something new takes before they go.
    pub(super) renames: Vec<Rename>,
}

/// What waits of a table. Everything else about it is as it is to be.
pub(super) struct Late {
    pub(super) table: QualifiedName,
    /// Columns that have no default yet.
    pub(super) defaults: Vec<Column>,
    /// Columns without their values yet.
    pub(super) backfills: Vec<(Identifier, Expression)>,
    /// Columns that may still be NULL.
    pub(super) not_null: Vec<Identifier>,
    pub(super) uniques: Vec<UniqueConstraint>,
    pub(super) checks: Vec<Changed<Check>>,
    pub(super) foreign_keys: Vec<Changed<ForeignKey>>,
    pub(super) indexes: Vec<Changed<Index>>,
}

impl Late {
    fn nothing(table: &QualifiedName) -> Late {
        Late {
            table: table.clone(),
            defaults: Vec::new(),
            backfills: Vec::new(),
            not_null: Vec::new(),
            uniques: Vec::new(),
            checks: Vec::new(),
            foreign_keys: Vec::new(),
            indexes: Vec::new(),
        }
    }

    /// The columns that get their values later.
    pub(super) fn filled(&self) -> impl Iterator<Item = (&QualifiedName, &Identifier)> {
        self.backfills
            .iter()
            .map(|(column, _)| (&self.table, column))
    }
}

pub(super) fn split(
    before: &SqlSchema,
    after: &SqlSchema,
    diff: &Diff,
    hints: &Hints,
    kept: &Kept,
) -> Split {
    let before = &renamed(before, &diff.renames);
    let mut brief = after.clone();
    let mut late = Vec::new();
    let mut renames = kept.renames();
    kept.put_back(&mut brief);
    for diff_of_table in &diff.altered {
        let mut tables = brief.tables.iter_mut();
        let (Some(table), Some(former)) = (
            tables.find(|one| one.name == diff_of_table.table),
            before.table(&diff_of_table.table),
        ) else {
            continue;
        };
        let splitter = Splitter {
            after,
            diff,
            own: diff_of_table,
            former,
            changing: changing(former, diff_of_table, diff, kept),
            hints,
        };
        late.push(splitter.split(table, &mut renames));
    }
    Split {
        brief,
        late,
        renames,
    }
}

/// The columns that go, or get another type: what is about them cannot stay meanwhile.
fn changing(former: &Table, own: &TableDiff, diff: &Diff, kept: &Kept) -> BTreeSet<Identifier> {
    let mut changing = BTreeSet::new();
    for change in &own.columns {
        let is_changing = match change {
            Changed::Added(_) => false,
            Changed::Removed(column) => !kept.has(&own.table, &column.name),
            Changed::Altered { before, after } => {
                before.sql_type != after.sql_type
                    || before.collation != after.collation
                    || before.generated != after.generated
            }
        };
        if let Some(column) = change.before().filter(|_| is_changing) {
            changing.insert(column.name.clone());
        }
    }
    for change in &diff.enum_types {
        let Some(enum_type) = change.before() else {
            continue;
        };
        for column in &former.columns {
            if enum_of(&column.sql_type) == Some(&enum_type.name) {
                changing.insert(column.name.clone());
            }
        }
    }
    changing
}

struct Splitter<'a> {
    after: &'a SqlSchema,
    diff: &'a Diff,
    own: &'a TableDiff,
    /// The table as it was, by its new names.
    former: &'a Table,
    changing: BTreeSet<Identifier>,
    hints: &'a Hints,
}

impl Splitter<'_> {
    /// Takes out of a table what waits, and puts back what waits to go.
    fn split(&self, table: &mut Table, renames: &mut Vec<Rename>) -> Late {
        let mut late = Late::nothing(&table.name);
        for change in &self.own.columns {
            self.column(change, table, &mut late);
        }
        self.uniques(table, &mut late);
        self.checks(table, &mut late);
        self.foreign_keys(table, &mut late);
        self.indexes(table, &mut late, renames);
        late
    }

    fn column(&self, change: &Changed<Column>, table: &mut Table, late: &mut Late) {
        let Some(column) = change.after() else {
            return;
        };
        // A column of a new primary key has its values when the key comes.
        let new_key = self.own.primary_key.as_ref().and_then(Changed::after);
        let is_key = new_key.is_some_and(|key| key.columns.contains(&column.name));
        let is_numbered = column.generated.is_some() || column.identity.is_some();
        if is_key || is_numbered || self.changing.contains(&column.name) {
            return;
        }
        let declared = Fill::Declared(self.hints).declared(self.after, table, column);
        let Some(brief) = table.columns.iter_mut().find(|one| one.name == column.name) else {
            return;
        };
        match change {
            Changed::Added(_) => {
                let backfill = declared.or_else(|| slow_default(column));
                let Some(backfill) = backfill else {
                    return;
                };
                late.backfills.push((column.name.clone(), backfill));
                if column.default.is_some() {
                    brief.default = None;
                    late.defaults.push(column.clone());
                }
            }
            Changed::Altered { before, after } if before.nullable && !after.nullable => {
                late.backfills
                    .extend(declared.map(|backfill| (column.name.clone(), backfill)));
            }
            _ => return,
        }
        if !column.nullable {
            brief.nullable = true;
            late.not_null.push(column.name.clone());
        }
    }

    fn uniques(&self, table: &mut Table, late: &mut Late) {
        for change in &self.own.unique_constraints {
            if let Changed::Added(unique) = change
                && !self.is_needed_at_once(&table.name, unique)
            {
                take(&mut table.unique_constraints, unique);
                late.uniques.push(unique.clone());
            }
        }
    }

    /// Whether a foreign key needs a constraint that does not wait itself.
    fn is_needed_at_once(&self, name: &QualifiedName, unique: &UniqueConstraint) -> bool {
        let columns: BTreeSet<&Identifier> = unique.columns.iter().collect();
        self.after.tables.iter().any(|table| {
            let mut altered = self.diff.altered.iter();
            let diff = altered.find(|one| one.table == table.name);
            let waits = |key: &ForeignKey| {
                let changes = diff.into_iter().flat_map(|diff| &diff.foreign_keys);
                let mut new = changes.filter_map(Changed::after);
                new.any(|one| one == key)
            };
            let mut keys = table.foreign_keys.iter();
            keys.any(|key| {
                key.references == *name
                    && key.referenced_columns.iter().collect::<BTreeSet<_>>() == columns
                    && !waits(key)
            })
        })
    }

    fn checks(&self, table: &mut Table, late: &mut Late) {
        let has_renamed_values = self.diff.renames.iter().any(
            |rename| matches!(rename, Rename::TextValue { table: of, .. } if *of == table.name),
        );
        for change in &self.own.checks {
            let stays = |check: &Check| !has_renamed_values && !self.is_over(&check.expression);
            let Some(after) = change.after() else {
                continue;
            };
            take(&mut table.checks, after);
            late.checks
                .push(match change.before().filter(|one| stays(one)) {
                    Some(before) => {
                        table.checks.push(before.clone());
                        change.clone()
                    }
                    None => Changed::Added(after.clone()),
                });
        }
    }

    fn foreign_keys(&self, table: &mut Table, late: &mut Late) {
        for change in &self.own.foreign_keys {
            let Some(after) = change.after() else {
                continue;
            };
            take(&mut table.foreign_keys, after);
            let before = change.before().filter(|before| self.key_stays(before));
            late.foreign_keys.push(match before {
                Some(before) => {
                    table.foreign_keys.push(before.clone());
                    change.clone()
                }
                None => Changed::Added(after.clone()),
            });
        }
    }

    /// Whether a key can stay until another one takes its place: if the columns that it is about, and
    /// the uniqueness of those that it references, stay.
    fn key_stays(&self, key: &ForeignKey) -> bool {
        let own = key.columns.iter().any(|one| self.changing.contains(one));
        let is_dropped = self.after.table(&key.references).is_none();
        let mut altered = self.diff.altered.iter();
        let target = altered.find(|one| one.table == key.references);
        let target_changes = target.is_some_and(|target| {
            target.primary_key.is_some()
                || target
                    .unique_constraints
                    .iter()
                    .any(|one| one.before().is_some())
                || target.columns.iter().any(|one| one.before().is_some())
                || target
                    .indexes
                    .iter()
                    .any(|one| one.before().is_some_and(|one| one.unique))
        });
        let is_swapped = self
            .diff
            .enum_types
            .iter()
            .any(|one| one.before().is_some());
        !own && !is_dropped && !target_changes && !is_swapped
    }

    fn indexes(&self, table: &mut Table, late: &mut Late, renames: &mut Vec<Rename>) {
        for change in &self.own.indexes {
            if let Some(after) = change.after() {
                take(&mut table.indexes, after);
            }
            let before = change.before();
            let before = before.filter(|index| !self.is_over_index(index));
            let change = match (before, change.after()) {
                (Some(before), Some(after)) => Changed::Altered {
                    before: before.clone(),
                    after: after.clone(),
                },
                (Some(before), None) if !self.is_name_needed(&before.name) => {
                    Changed::Removed(before.clone())
                }
                (Some(before), None) if !self.is_renamed(before) => {
                    let old = beside(before, "__old");
                    renames.push(Rename::Index {
                        table: table.name.clone(),
                        from: before.name.clone(),
                        to: old.name.clone(),
                    });
                    Changed::Removed(old)
                }
                (None, Some(after)) => Changed::Added(after.clone()),
                _ => continue,
            };
            table.indexes.extend(change.before().cloned());
            late.indexes.push(change);
        }
    }

    /// Whether an index gets its name only now.
    fn is_renamed(&self, index: &Index) -> bool {
        let mut renames = self.diff.renames.iter();
        renames.any(|rename| match rename {
            Rename::Index { table, to, .. } => *table == self.own.table && *to == index.name,
            _ => false,
        })
    }

    /// Whether an expression is about a column that changes, or about a value that gets another name.
    fn is_over(&self, expression: &Expression) -> bool {
        let mut changing = self.changing.iter();
        changing.any(|column| mentions(expression, column))
            || has_renamed_value(expression, self.former, &self.diff.renames)
    }

    fn is_over_index(&self, index: &Index) -> bool {
        let is_gone = |name: &Identifier| !self.former.columns.iter().any(|one| one.name == *name);
        let is_over_key = |key: &IndexKey| match key {
            IndexKey::Column(name) => self.changing.contains(name) || is_gone(name),
            IndexKey::Expression(expression) => self.is_over(expression),
        };
        index.columns.iter().any(|column| is_over_key(&column.key))
            || index
                .include
                .iter()
                .any(|name| self.changing.contains(name))
            || index
                .condition
                .as_ref()
                .is_some_and(|one| self.is_over(one))
    }

    /// Whether something new has a name, which indexes share with constraints that have one.
    fn is_name_needed(&self, name: &Identifier) -> bool {
        let has = |table: &Table| {
            let key = table.primary_key.as_ref().and_then(|key| key.name.as_ref());
            table.unique_constraints.iter().any(|one| one.name == *name)
                || table.indexes.iter().any(|one| one.name == *name)
                || table.name.name == *name
                || key == Some(name)
        };
        self.after.tables.iter().any(has)
    }
}

fn take<T: PartialEq>(list: &mut Vec<T>, one: &T) {
    list.retain(|other| other != one);
}

/// A default that has another value for each row, or may have: PostgreSQL writes all rows anew for it.
pub(super) fn slow_default(column: &Column) -> Option<Expression> {
    let Some(DefaultValue::Expression(expression)) = &column.default else {
        return None;
    };
    let pieces: Vec<&str> = expression.as_str().split('(').collect();
    let functions = pieces.iter().rev().skip(1).map(|piece| {
        let is_word = |one: char| one.is_alphanumeric() || matches!(one, '_' | '"' | '.');
        let start = piece
            .rfind(|one| !is_word(one))
            .map_or(0, |at| piece.ceil_char_boundary(at + 1));
        piece[start..].to_ascii_lowercase()
    });
    let is_slow = functions
        .into_iter()
        .any(|name| !name.is_empty() && !QUICK.contains(&name.as_str()));
    is_slow.then(|| expression.clone())
}

/// Functions that have one value for a whole statement.
const QUICK: [&str; 6] = [
    "now",
    "current_timestamp",
    "current_time",
    "localtimestamp",
    "transaction_timestamp",
    "statement_timestamp",
];

/// The same index under another name.
pub(super) fn beside(index: &Index, suffix: &str) -> Index {
    let name = Identifier::shortened(index.name.as_str(), suffix);
    Index {
        name: name.unwrap_or_else(|_| index.name.clone()),
        ..index.clone()
    }
}

/// The index that a unique constraint is made of.
pub(super) fn index_of(unique: &UniqueConstraint) -> Index {
    let columns = unique.columns.iter().map(|name| IndexColumn {
        key: IndexKey::Column(name.clone()),
        direction: Direction::Ascending,
        nulls: None,
        operator_class: None,
        collation: None,
    });
    Index {
        name: unique.name.clone(),
        columns: columns.collect(),
        unique: true,
        nulls_not_distinct: unique.nulls_not_distinct,
        condition: None,
        method: None,
        include: Vec::new(),
    }
}
