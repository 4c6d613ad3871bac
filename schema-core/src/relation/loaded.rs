//! What was loaded, as types: a list of relations with their rows.

use super::Relation;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// No relation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Nothing;

/// What was loaded by one relation, `Data`, and by those before it.
pub struct Slot<Name, Data, Rest> {
    pub(super) data: Data,
    pub(super) rest: Rest,
    pub(super) name: PhantomData<Name>,
}

impl<Name, Data: Clone, Rest: Clone> Clone for Slot<Name, Data, Rest> {
    fn clone(&self) -> Self {
        Slot {
            data: self.data.clone(),
            rest: self.rest.clone(),
            name: PhantomData,
        }
    }
}

impl<Name, Data: PartialEq, Rest: PartialEq> PartialEq for Slot<Name, Data, Rest> {
    fn eq(&self, other: &Self) -> bool {
        self.data == other.data && self.rest == other.rest
    }
}

/// The rows of a to-many relation that belong to one row. All rows of the relation stand in one
/// vector, which the rows that they belong to share.
pub struct Rows<T> {
    pub(super) all: Arc<Vec<T>>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<T> Deref for Rows<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.all[self.start..self.end]
    }
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        Rows {
            all: Arc::clone(&self.all),
            ..*self
        }
    }
}

impl<T: PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// The row of a to-one relation, which is shared by all rows that it belongs to.
pub struct Shared<T> {
    pub(super) all: Arc<Vec<T>>,
    pub(super) position: usize,
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.all[self.position]
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared {
            all: Arc::clone(&self.all),
            position: self.position,
        }
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

/// The count of a relation, as the name of a [`Slot`].
pub struct CountOf<Name>(PhantomData<Name>);

/// The first slot of a list.
pub struct Here;

/// A slot after the first one.
pub struct There<Position>(PhantomData<Position>);

/// A to-many relation was loaded.
#[diagnostic::on_unimplemented(
    message = "relation `{Name}` was not loaded by this query",
    label = "not loaded",
    note = "add it to the query that loads these rows: `.with(…)`"
)]
pub trait HasRows<Name, Position> {
    /// The rows.
    type Item: 'static;
    /// Reads them.
    fn rows(&self) -> &[Self::Item];
}

#[diagnostic::do_not_recommend]
impl<Name, T: 'static, Rest> HasRows<Name, Here> for Slot<Name, Rows<T>, Rest> {
    type Item = T;

    fn rows(&self) -> &[T] {
        &self.data
    }
}

#[diagnostic::do_not_recommend]
impl<Name, Other, Data, Rest, Position> HasRows<Name, There<Position>> for Slot<Other, Data, Rest>
where
    Rest: HasRows<Name, Position>,
{
    type Item = Rest::Item;

    fn rows(&self) -> &[Self::Item] {
        self.rest.rows()
    }
}

/// A relation to at most one row was loaded.
#[diagnostic::on_unimplemented(
    message = "relation `{Name}` was not loaded by this query",
    label = "not loaded",
    note = "add it to the query that loads these rows: `.with(…)`"
)]
pub trait HasOption<Name, Position> {
    /// The row.
    type Item: 'static;
    /// Reads it.
    fn row(&self) -> Option<&Self::Item>;
}

#[diagnostic::do_not_recommend]
impl<Name, T: 'static, Rest> HasOption<Name, Here> for Slot<Name, Option<Shared<T>>, Rest> {
    type Item = T;

    fn row(&self) -> Option<&T> {
        self.data.as_deref()
    }
}

#[diagnostic::do_not_recommend]
impl<Name, Other, Data, Rest, Position> HasOption<Name, There<Position>> for Slot<Other, Data, Rest>
where
    Rest: HasOption<Name, Position>,
{
    type Item = Rest::Item;

    fn row(&self) -> Option<&Self::Item> {
        self.rest.row()
    }
}

/// The parent of a NOT NULL key was loaded.
#[diagnostic::on_unimplemented(
    message = "relation `{Name}` was not loaded by this query",
    label = "not loaded",
    note = "add it to the query that loads these rows: `.with(…)`"
)]
pub trait HasOne<'row, Name, Position> {
    /// `&T`; `Option<&T>` if the relation was filtered.
    type Output;
    /// Reads it.
    fn one(&'row self) -> Self::Output;
}

#[diagnostic::do_not_recommend]
impl<'row, Name, T: 'row, Rest> HasOne<'row, Name, Here> for Slot<Name, Shared<T>, Rest> {
    type Output = &'row T;

    fn one(&'row self) -> &'row T {
        &self.data
    }
}

#[diagnostic::do_not_recommend]
impl<'row, Name, T: 'row, Rest> HasOne<'row, Name, Here> for Slot<Name, Option<Shared<T>>, Rest> {
    type Output = Option<&'row T>;

    fn one(&'row self) -> Option<&'row T> {
        self.data.as_deref()
    }
}

#[diagnostic::do_not_recommend]
impl<'row, Name, Other, Data, Rest, Position> HasOne<'row, Name, There<Position>>
    for Slot<Other, Data, Rest>
where
    Rest: HasOne<'row, Name, Position>,
{
    type Output = Rest::Output;

    fn one(&'row self) -> Self::Output {
        self.rest.one()
    }
}

/// The rows of a relation were counted.
#[diagnostic::on_unimplemented(
    message = "the rows of relation `{Name}` were not counted by this query",
    label = "not counted",
    note = "add it to the query that loads these rows: `.with(….count())`"
)]
pub trait HasCount<Name, Position> {
    /// How many there are.
    fn count(&self) -> i64;
}

#[diagnostic::do_not_recommend]
impl<Name, Rest> HasCount<Name, Here> for Slot<CountOf<Name>, i64, Rest> {
    fn count(&self) -> i64 {
        self.data
    }
}

#[diagnostic::do_not_recommend]
impl<Name, Other, Data, Rest, Position> HasCount<Name, There<Position>> for Slot<Other, Data, Rest>
where
    Rest: HasCount<Name, Position>,
{
    fn count(&self) -> i64 {
        self.rest.count()
    }
}

/// Writes the relations of a row.
pub trait DebugRelations {
    /// Adds them as fields.
    fn fields(&self, debug: &mut std::fmt::DebugStruct<'_, '_>);
}

impl DebugRelations for Nothing {
    fn fields(&self, _: &mut std::fmt::DebugStruct<'_, '_>) {}
}

impl<Name, Data, Rest> DebugRelations for Slot<Name, Data, Rest>
where
    Name: SlotName,
    Data: std::fmt::Debug,
    Rest: DebugRelations,
{
    fn fields(&self, debug: &mut std::fmt::DebugStruct<'_, '_>) {
        self.rest.fields(debug);
        debug.field(&Name::name(), &self.data);
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Rows<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(formatter)
    }
}

impl<T: std::fmt::Debug> std::fmt::Debug for Shared<T> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (**self).fmt(formatter)
    }
}

/// How a slot is called.
pub trait SlotName {
    /// `steps`, `steps_count`
    fn name() -> String;
}

impl<R: Relation> SlotName for R {
    fn name() -> String {
        R::KEY.to_owned()
    }
}

impl<R: Relation> SlotName for CountOf<R> {
    fn name() -> String {
        format!("{}_count", R::NAME)
    }
}

/// Writes a row with its relations.
///
/// # Errors
/// If the formatter fails.
pub fn debug(
    name: &str,
    row: &dyn std::fmt::Debug,
    relations: &impl DebugRelations,
    formatter: &mut std::fmt::Formatter<'_>,
) -> std::fmt::Result {
    let mut debug = formatter.debug_struct(name);
    debug.field("row", row);
    relations.fields(&mut debug);
    debug.finish()
}
