//! What a pair of schemas has, and how its things are called in each.
//!
//! Tables, columns and values have a place. What has the same place before and after is the same thing, under
//! another name where the names say so.

use proptest::prelude::*;

/// A column of numbers (even places) or texts: what its type is within its family, and what it says besides.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnSpec {
    pub(super) size: u8,
    pub(super) nullable: bool,
    pub(super) default: u8,
    pub(super) comment: bool,
}

/// The column of an enum.
#[derive(Debug, Clone, Copy)]
pub(super) struct MoodSpec {
    pub(super) nullable: bool,
    pub(super) default: bool,
    pub(super) index: bool,
    pub(super) check: bool,
}

/// What the key of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeySpec {
    Plain,
    Big,
    Numbered,
    Wide,
}

#[derive(Debug, Clone)]
pub(super) struct TableSpec {
    pub(super) columns: [Option<ColumnSpec>; 4],
    pub(super) mood: Option<MoodSpec>,
    /// What the generated column adds to the first column.
    pub(super) generated: Option<u8>,
    /// Keys to the tables, with their actions.
    pub(super) keys: [Option<u8>; 3],
    pub(super) unique: Option<u8>,
    pub(super) index: [Option<u8>; 4],
    pub(super) check: Option<u8>,
    pub(super) key: KeySpec,
    pub(super) comment: bool,
    /// How the unique constraint and the check are called.
    pub(super) names: u8,
}

#[derive(Debug, Clone)]
pub(super) struct SchemaSpec {
    pub(super) tables: [Option<TableSpec>; 3],
    /// The order of the enum's values; the first one is always there.
    pub(super) values: [Option<u8>; 4],
    pub(super) is_text: bool,
}

/// How the things at each place are called.
#[derive(Debug, Clone)]
pub(super) struct Names {
    pub(super) tables: Vec<usize>,
    /// Of the columns of each table: four plain ones, that of the enum, the generated one.
    pub(super) columns: Vec<Vec<usize>>,
    pub(super) values: Vec<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub(super) before: SchemaSpec,
    pub(super) after: SchemaSpec,
    names: Names,
}

fn column() -> impl Strategy<Value = Option<ColumnSpec>> {
    let parts = (0..3_u8, any::<bool>(), 0..3_u8, prop::bool::weighted(0.2));
    let column = parts.prop_map(|(size, nullable, default, comment)| ColumnSpec {
        size,
        nullable,
        default,
        comment,
    });
    prop::option::weighted(0.7, column)
}

fn mood() -> impl Strategy<Value = Option<MoodSpec>> {
    let parts = any::<(bool, bool, bool, bool)>();
    let mood = parts.prop_map(|(nullable, default, index, check)| MoodSpec {
        nullable,
        default,
        index,
        check,
    });
    prop::option::weighted(0.4, mood)
}

fn table() -> BoxedStrategy<TableSpec> {
    let columns = [column(), column(), column(), column()];
    let keys = prop::array::uniform3(prop::option::weighted(0.3, 0..3_u8));
    let index = prop::array::uniform4(prop::option::weighted(0.4, 0..5_u8));
    let unique = prop::option::weighted(0.3, 0..4_u8);
    let check = prop::option::weighted(0.3, 0..2_u8);
    let key = prop_oneof![
        4 => Just(KeySpec::Plain),
        1 => Just(KeySpec::Big),
        1 => Just(KeySpec::Numbered),
        1 => Just(KeySpec::Wide),
    ];
    let generated = prop::option::weighted(0.2, 0..2_u8);
    let rest = (
        index,
        unique,
        check,
        key,
        prop::bool::weighted(0.2),
        0..2_u8,
    );
    (columns, mood(), generated, keys, rest)
        .prop_map(|(columns, mood, generated, keys, rest)| {
            let (index, unique, check, key, comment, names) = rest;
            TableSpec {
                columns,
                mood,
                generated,
                keys,
                unique,
                index,
                check,
                key,
                comment,
                names,
            }
        })
        .boxed()
}

fn schema() -> BoxedStrategy<SchemaSpec> {
    let tables = prop::array::uniform3(prop::option::weighted(0.85, table()));
    let order = || prop::option::weighted(0.7, 0..3_u8);
    let values = (0..3_u8, order(), order(), order());
    (tables, values, prop::bool::weighted(0.3))
        .prop_map(|(tables, values, is_text)| SchemaSpec {
            tables,
            values: [Some(values.0), values.1, values.2, values.3],
            is_text,
        })
        .boxed()
}

/// Mostly the names that there were, otherwise any.
fn shuffled(count: usize) -> impl Strategy<Value = Vec<usize>> {
    let same: Vec<usize> = (0..count).collect();
    prop_oneof![2 => Just(same.clone()), 1 => Just(same).prop_shuffle()]
}

pub(super) fn pair() -> impl Strategy<Value = Pair> {
    let columns = prop::collection::vec(shuffled(7), 3);
    let names = (shuffled(4), columns, shuffled(5)).prop_map(|(tables, columns, values)| Names {
        tables,
        columns,
        values,
    });
    (schema(), schema(), names).prop_map(|(before, after, names)| Pair {
        before,
        after,
        names,
    })
}

impl Names {
    pub(super) fn former() -> Names {
        Names {
            tables: (0..4).collect(),
            columns: vec![(0..7).collect(); 3],
            values: (0..5).collect(),
        }
    }
}

impl Pair {
    /// The names after. Nothing takes the name of something that goes, as that would be another change of it.
    pub(super) fn names(&self) -> Names {
        let possible = |names: &[usize], before: &[bool], after: &[bool]| -> Vec<usize> {
            let is_free = |place: usize| {
                let name = names[place];
                !after[place]
                    || name == place
                    || !before.get(name).is_some_and(|is| *is)
                    || after[name]
            };
            match (0..after.len()).all(is_free) {
                true => names.to_vec(),
                false => (0..names.len()).collect(),
            }
        };
        let tables = |schema: &SchemaSpec| schema.tables.each_ref().map(Option::is_some);
        let values = |schema: &SchemaSpec| schema.values.map(|one| one.is_some());
        let columns = |schema: &SchemaSpec, table: usize| match &schema.tables[table] {
            Some(table) => table.places(),
            None => [false; 6],
        };
        let of = |table: usize| {
            let (before, after) = (columns(&self.before, table), columns(&self.after, table));
            possible(&self.names.columns[table], &before, &after)
        };
        Names {
            tables: possible(
                &self.names.tables,
                &tables(&self.before),
                &tables(&self.after),
            ),
            columns: (0..3).map(of).collect(),
            values: possible(
                &self.names.values,
                &values(&self.before),
                &values(&self.after),
            ),
        }
    }
}

impl TableSpec {
    /// Whether there is a column at each place.
    pub(super) fn places(&self) -> [bool; 6] {
        let [a, b, c, d] = self.columns.map(|column| column.is_some());
        [a, b, c, d, self.mood.is_some(), self.is_generated()]
    }

    /// The generated column needs the first one.
    pub(super) fn is_generated(&self) -> bool {
        self.generated.is_some() && self.columns[0].is_some()
    }
}
