//! From the text of a case to a declared schema, as the derive would make it.

use std::collections::BTreeMap;

use schema_core::definition::{
    Check, Column, ColumnType, Databases, DefaultValue, Deferrability, DialectText, Direction,
    Domain, Enum, EnumStorage, EnumValue, ForeignKey, GeneratedStorage, Identity, Index,
    IndexColumn, IndexKey, IndexOrigin, PolymorphicReference, PrimaryKey, ReferentialAction,
    Schema, Table, TableName, UniqueConstraint,
};

use super::lexer::{bare, call, list, unquoted, words};
use super::polymorphic;
use crate::Outcome;

/// Declarations live as long as the program.
pub(super) fn leak(text: impl Into<String>) -> &'static str {
    Box::leak(text.into().into_boxed_str())
}

pub(super) fn leak_all<T>(list: Vec<T>) -> &'static [T] {
    Box::leak(list.into_boxed_slice())
}

fn names(list: &[String]) -> &'static [&'static str] {
    leak_all(list.iter().map(|name| leak(bare(name))).collect())
}

/// The schema that a text declares.
pub(super) fn schema(text: &str) -> Outcome<Schema> {
    let mut tables = Vec::new();
    let mut lines = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .peekable();
    let mut enums = BTreeMap::new();
    while let Some(line) = lines.next() {
        let line = line.trim();
        if let Some(declared) = line.strip_prefix("enum ") {
            let declared = enumeration(declared);
            enums.insert(declared.name, declared);
            continue;
        }
        let name = line
            .strip_prefix("table ")
            .ok_or_else(|| format!("`{line}` is no table"))?;
        let mut builder = Builder::new(name, &enums);
        while let Some(line) = lines.next_if(|line| line.starts_with(' ')) {
            builder.line(line.trim())?;
        }
        tables.push(&*Box::leak(Box::new(builder.table())));
    }
    let domain = Domain {
        name: "all",
        tables: leak_all(tables),
        relations: &[],
    };
    Ok(Schema {
        name: "Case",
        comment: "",
        domains: leak_all(vec![domain]),
        external: &[],
        shared: &[],
        allow: &[],
    })
}

/// `mood(happy, sad was gloomy) was feeling text`
fn enumeration(text: &str) -> &'static Enum {
    let words = words(text);
    let (name, values) = call(&words[0]);
    let values = values.iter().map(|value| {
        let (value, former) = match value.split_once(" was ") {
            Some((value, former)) => (bare(value), Some(leak(bare(former)))),
            None => (bare(value), None),
        };
        EnumValue {
            variant: leak(value),
            value: leak(value),
            renamed_from: former,
        }
    });
    Box::leak(Box::new(Enum {
        rust_name: leak(name),
        schema: None,
        name: leak(name),
        storage: match words.iter().any(|word| word == "text") {
            true => EnumStorage::Text,
            false => EnumStorage::Native,
        },
        values: leak_all(values.collect()),
        comment: "",
        renamed_from: former(&words),
    }))
}

fn former(words: &[String]) -> Option<&'static str> {
    let position = words.iter().position(|word| word == "was")?;
    words.get(position + 1).map(|name| leak(bare(name)))
}

struct Builder<'e> {
    enums: &'e BTreeMap<&'static str, &'static Enum>,
    name: &'static str,
    comment: &'static str,
    renamed_from: Option<&'static str>,
    columns: Vec<Column>,
    primary_key: Vec<String>,
    foreign_keys: Vec<ForeignKey>,
    uniques: Vec<UniqueConstraint>,
    indexes: Vec<Index>,
    checks: Vec<Check>,
    polymorphic: Vec<PolymorphicReference>,
}

impl<'e> Builder<'e> {
    /// `person was human comment 'one of us'`
    fn new(line: &str, enums: &'e BTreeMap<&'static str, &'static Enum>) -> Self {
        let words = words(line);
        let comment = words.iter().position(|word| word == "comment");
        Builder {
            enums,
            name: leak(bare(&words[0])),
            comment: comment.map_or("", |position| leak(unquoted(&words[position + 1]))),
            renamed_from: former(&words),
            columns: Vec::new(),
            primary_key: vec!["id".to_owned()],
            foreign_keys: Vec::new(),
            uniques: Vec::new(),
            indexes: Vec::new(),
            checks: Vec::new(),
            polymorphic: Vec::new(),
        }
    }

    fn line(&mut self, line: &str) -> Outcome {
        let words = words(line);
        let renamed_from = former(&words);
        match words[0].as_str() {
            "primary" => self.primary_key = call(&format!("key{}", words[2])).1,
            word if word.starts_with("unique(") => {
                let columns = call(word).1;
                self.uniques.push(UniqueConstraint {
                    name: self.named(&words, &columns, "key"),
                    columns: names(&columns),
                    nulls_not_distinct: words.iter().any(|word| word == "nulls_not_distinct"),
                    deferrability: Deferrability::NotDeferrable,
                    renamed_from,
                });
            }
            word if word.starts_with("index(") => self.index(&words, renamed_from),
            word if word.starts_with("check(") => {
                let inner = word
                    .strip_prefix("check(")
                    .and_then(|rest| rest.strip_suffix(')'));
                let check = Check {
                    name: self.named(&words, &[], "check"),
                    expression: text(inner.unwrap_or_default()),
                    renamed_from,
                };
                self.checks.push(check);
            }
            word if word.starts_with("key(") => {
                let columns = call(word).1;
                self.foreign_key(&words[1..], &columns, renamed_from)?;
            }
            word if word.starts_with("polymorphic(") => {
                self.polymorphic.push(polymorphic::reference(&words)?);
            }
            _ => self.column(&words)?,
        }
        Ok(())
    }

    /// `as name`, or the name that the derive gives.
    fn named(&self, words: &[String], columns: &[String], suffix: &str) -> &'static str {
        match words.iter().position(|word| word == "as") {
            Some(position) => leak(bare(&words[position + 1])),
            None => {
                let columns = columns.iter().map(|column| format!("_{}", bare(column)));
                let columns: String = columns.collect();
                leak(format!("{}{columns}_{suffix}", self.name))
            }
        }
    }

    fn index(&mut self, words: &[String], renamed_from: Option<&'static str>) {
        let columns = call(&words[0]).1;
        let keys: Vec<IndexColumn> = columns
            .iter()
            .map(|column| {
                let (column, direction) = match column.strip_suffix(" desc") {
                    Some(column) => (column, Direction::Descending),
                    None => (column.as_str(), Direction::Ascending),
                };
                IndexColumn {
                    key: match column.contains('(') {
                        true => IndexKey::Expression(leak(column)),
                        false => IndexKey::Column(leak(bare(column))),
                    },
                    direction,
                    nulls: None,
                    operator_class: None,
                    collation: None,
                }
            })
            .collect();
        let plain: Vec<String> = columns
            .iter()
            .map(|column| column.trim_end_matches(" desc").replace(['(', ')'], "_"))
            .collect();
        let condition = words.iter().find_map(|word| word.strip_prefix("where("));
        let index = Index {
            name: self.named(words, &plain, "idx"),
            columns: leak_all(keys),
            unique: words.iter().any(|word| word == "unique"),
            nulls_not_distinct: false,
            condition: condition.and_then(|rest| rest.strip_suffix(')')).map(leak),
            method: None,
            include: &[],
            only: Databases::ALL,
            origin: IndexOrigin::Declared,
            renamed_from,
        };
        self.indexes.push(index);
    }

    /// `references parent(id) cascade`
    fn foreign_key(
        &mut self,
        words: &[String],
        columns: &[String],
        renamed_from: Option<&'static str>,
    ) -> Outcome {
        let position = words.iter().position(|word| word == "references");
        let position = position.ok_or("a key references something")?;
        let (parent, referenced) = call(&words[position + 1]);
        let referenced = match referenced.as_slice() {
            [] => vec!["id".to_owned()],
            _ => referenced,
        };
        let action = |word: Option<&String>| match word.map(String::as_str) {
            Some("cascade") => ReferentialAction::Cascade,
            Some("set_null") => ReferentialAction::SetNull,
            Some("restrict") => ReferentialAction::Restrict,
            _ => ReferentialAction::NoAction,
        };
        let on_update = words.iter().position(|word| word == "on_update");
        let key = ForeignKey {
            name: self.named(words, columns, "fkey"),
            columns: names(columns),
            references: TableName {
                model: leak(parent),
                schema: None,
                table: leak(parent),
            },
            referenced_columns: names(&referenced),
            on_delete: action(words.get(position + 2)),
            on_update: on_update
                .map_or(ReferentialAction::NoAction, |at| action(words.get(at + 1))),
            deferrability: Deferrability::NotDeferrable,
            relation: "",
            reason: "",
            renamed_from,
        };
        self.foreign_keys.push(key);
        Ok(())
    }

    /// `name varchar(20) null default 'x' was title`
    fn column(&mut self, words: &[String]) -> Outcome {
        let name = leak(bare(&words[0]));
        let (type_name, parameters) = call(&words[1]);
        let (rust_type, column_type) = self.column_type(type_name)?;
        let mut column = Column::new(name, rust_type, column_type);
        if let Some(length) = parameters.first() {
            column = column.max_length(length.parse()?);
        }
        let mut words = words[2..].iter();
        while let Some(word) = words.next() {
            let mut next = || words.next().map(String::as_str).unwrap_or_default();
            column = match word.as_str() {
                "null" => column.nullable(),
                "default" => column.default(default(next())),
                "backfill" => column.backfill(text(next())),
                "was" => column.renamed_from(leak(bare(next()))),
                "comment" => column.comment(leak(unquoted(next()))),
                "identity" => column.identity(Identity::ByDefault),
                "serial" => column.identity(Identity::Serial),
                "stored" | "virtual" => column.generated(schema_core::definition::Generated {
                    storage: match word.as_str() {
                        "stored" => GeneratedStorage::Stored,
                        _ => GeneratedStorage::Virtual,
                    },
                    expression: text(next()),
                }),
                "references" => {
                    let rest: Vec<String> = std::iter::once(word).chain(words).cloned().collect();
                    self.foreign_key(&rest, &[name.to_owned()], None)?;
                    break;
                }
                other => return Err(format!("`{other}` says nothing about a column").into()),
            };
        }
        self.columns.push(column);
        Ok(())
    }

    fn column_type(&self, name: &str) -> Outcome<(&'static str, ColumnType)> {
        Ok(match name {
            "bool" => ("bool", ColumnType::Bool),
            "smallint" => ("i16", ColumnType::SmallInt),
            "integer" => ("i32", ColumnType::Integer),
            "bigint" => ("i64", ColumnType::BigInt),
            "double" => ("f64", ColumnType::Double),
            "numeric" => ("BigDecimal", ColumnType::Numeric),
            "text" | "varchar" => ("String", ColumnType::Text),
            "binary" => ("Vec<u8>", ColumnType::Binary),
            "date" => ("NaiveDate", ColumnType::Date),
            "timestamp" => ("NaiveDateTime", ColumnType::Timestamp),
            "json" => ("Value", ColumnType::Json),
            other => match self.enums.get(other) {
                Some(declared) => (declared.rust_name, ColumnType::Enum(declared)),
                None => return Err(format!("`{other}` is no type").into()),
            },
        })
    }

    fn table(self) -> Table {
        Table {
            name: TableName {
                model: self.name,
                schema: None,
                table: self.name,
            },
            comment: self.comment,
            renamed_from: self.renamed_from,
            columns: leak_all(self.columns),
            primary_key: PrimaryKey {
                name: leak(format!("{}_pkey", self.name)),
                columns: names(&self.primary_key),
            },
            foreign_keys: leak_all(self.foreign_keys),
            unique_constraints: leak_all(self.uniques),
            indexes: leak_all(self.indexes),
            checks: leak_all(self.checks),
            polymorphic: leak_all(self.polymorphic),
            allow: &[],
        }
    }
}

/// The same text for every database.
fn text(sql: &str) -> DialectText {
    DialectText {
        all: Some(leak(list(sql).join(", "))),
        ..DialectText::NONE
    }
}

fn default(word: &str) -> DefaultValue {
    match word {
        "true" => DefaultValue::Bool(true),
        "false" => DefaultValue::Bool(false),
        _ if word.starts_with('\'') => DefaultValue::Text(leak(unquoted(word))),
        _ if word.parse::<f64>().is_ok() => DefaultValue::Number(leak(word)),
        _ => DefaultValue::Expression(text(word)),
    }
}
