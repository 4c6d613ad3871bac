//! The rows of a junction, on request: beside each related row, the one that connects it.

use super::key::{KeyPairs, KeySql};
use super::path::{Columns, Path, PathSql, Through, push_column};
use super::query::RowOf;
use super::related::Related;
use super::{Leads, To, Via};
use crate::Model;
use diesel::backend::Backend;
use diesel::deserialize;
use diesel::query_builder::AstPass;
use diesel::result::QueryResult;
use diesel::row::Row;
use std::marker::PhantomData;
use std::ops::{Deref, Range};

/// To the rows of a model, by those of a junction, and with them.
#[derive(Debug, Clone, Copy)]
pub struct Both<Target, Junction>(PhantomData<(Target, Junction)>);

/// A junction stands in the statement, so its columns may be used.
pub struct Joined<Junction>(PhantomData<Junction>);

impl<Target, Junction> To for Both<Target, Junction> {
    type Target = Target;
    type Beside = Junction;
    type Joined = Joined<Junction>;
    type Item<Row> = Linked<Row, Junction>;

    fn item<Row>(row: Row, junction: Junction) -> Linked<Row, Junction> {
        Linked { row, junction }
    }
}

/// A related row, to which it derefs, and the row of the junction that connects it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Linked<Row, Junction> {
    row: Row,
    junction: Junction,
}

impl<Row, Junction> Linked<Row, Junction> {
    /// The row of the junction.
    pub fn junction(&self) -> &Junction {
        &self.junction
    }

    /// The related row and that of the junction.
    pub fn into_parts(self) -> (Row, Junction) {
        (self.row, self.junction)
    }
}

impl<Row, Junction> Deref for Linked<Row, Junction> {
    type Target = Row;

    fn deref(&self) -> &Row {
        &self.row
    }
}

impl<Name, T, J, Nested, Filter, Order, Limit>
    Related<Name, Via<T, J>, Nested, Filter, Order, Limit>
{
    /// Loads the row of the junction with each row, in the same statement: `.junction()` of each.
    ///
    /// ```
    /// # use diesel::prelude::*;
    /// # use schema_core::prelude::*;
    /// # #[derive(Model, HasQuery)]
    /// # #[relation(many, teams: Team, through = Membership)]
    /// # pub struct User { pub id: i32, pub name: String }
    /// # #[derive(Model, HasQuery)]
    /// # pub struct Team { pub id: i32, pub name: String }
    /// # #[derive(Model, HasQuery)]
    /// # #[diesel(primary_key(user_id, team_id))]
    /// # pub struct Membership {
    /// #     #[references(User)] pub user_id: i32,
    /// #     #[references(Team)] pub team_id: i32,
    /// #     pub role: String,
    /// # }
    /// # schema_core::schema! { struct Company; people: [User, Team, Membership] }
    /// # fn print(connection: &mut SqliteConnection) -> QueryResult<()> {
    /// for user in users::table.with(User::teams().with_junction()).load(connection)? {
    ///     for team in user.teams() {
    ///         println!("{} is {} of {}", user.name, team.junction().role, team.name);
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_junction(self) -> Related<Name, Both<T, J>, Nested, Filter, Order, Limit> {
        Related {
            name: PhantomData,
            nested: self.nested,
            filter: self.filter,
            order: self.order,
            limit: self.limit,
        }
    }
}

/// [`Through`] a junction whose rows are kept.
pub struct Keeping<Way>(PhantomData<Way>);

#[diagnostic::do_not_recommend]
impl<Name, S, T, J> Leads<S, Both<T, J>> for Name
where
    Name: Leads<S, Via<T, J>>,
{
    type Path = Keeping<Name::Path>;
}

impl<J: Model + 'static, A, B, S: Model, T: Model> Path<S, T> for Keeping<Through<J, A, B>>
where
    A: KeyPairs<J, S>,
    B: KeyPairs<J, T>,
{
    type Values<'row> = A::Values<'row>;
    type Lists<'row> = A::Lists<'row>;
    type Extra = J;
    type Beside = J;
    type Owned = A::Owned;
    const SOURCES_DIFFER: bool = true;

    fn of_source(source: &S) -> Option<Self::Values<'_>> {
        A::of_parent(source)
    }

    fn of_target<'row>(_: &'row T, junction: &'row J) -> Option<Self::Values<'row>> {
        A::of_child(junction)
    }

    fn beside(junction: J) -> J {
        junction
    }

    fn of_owned(owned: &Self::Owned) -> Self::Values<'_> {
        A::of_owned(owned)
    }

    fn add<'row>(lists: &mut Self::Lists<'row>, values: Self::Values<'row>) {
        A::add(lists, values);
    }

    fn count(lists: &Self::Lists<'_>) -> usize {
        A::count(lists)
    }

    fn key_columns() -> Columns {
        <Through<J, A, B> as Path<S, T>>::key_columns()
    }

    fn source_columns() -> Columns {
        <Through<J, A, B> as Path<S, T>>::source_columns()
    }

    fn row_columns() -> Columns {
        <Through<J, A, B> as Path<S, T>>::row_columns()
    }
}

impl<J, A, B, S: Model, T: Model, DB: Backend> PathSql<S, T, DB> for Keeping<Through<J, A, B>>
where
    J: Model + RowOf<DB> + 'static,
    A: KeySql<J, S, DB>,
    B: KeyPairs<J, T>,
    Through<J, A, B>: for<'row> PathSql<S, T, DB, Lists<'row> = A::Lists<'row>, Owned = A::Owned>,
{
    const ROWS: Option<usize> = <Through<J, A, B> as PathSql<S, T, DB>>::ROWS;
    const LIMITS_EACH: bool = <Through<J, A, B> as PathSql<S, T, DB>>::LIMITS_EACH;

    fn push_condition<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        <Through<J, A, B> as PathSql<S, T, DB>>::push_condition(lists, rows, pass)
    }

    fn push_tag(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        <Through<J, A, B> as PathSql<S, T, DB>>::push_tag(pass)
    }

    fn push_exact<'b>(
        columns: &Columns,
        position: usize,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        <Through<J, A, B> as PathSql<S, T, DB>>::push_exact(columns, position, pass)
    }

    fn push_rows<'b, 'row: 'b>(
        lists: &'b Self::Lists<'row>,
        rows: Range<usize>,
        pass: &mut AstPass<'_, 'b, DB>,
    ) -> QueryResult<()> {
        <Through<J, A, B> as PathSql<S, T, DB>>::push_rows(lists, rows, pass)
    }

    fn push_from(pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        <Through<J, A, B> as PathSql<S, T, DB>>::push_from(pass)
    }

    fn push_extra(named: bool, pass: &mut AstPass<'_, '_, DB>) -> QueryResult<()> {
        for (position, column) in J::COLUMNS.iter().enumerate() {
            pass.push_sql(", ");
            push_column(&J::NAME, column.name, pass)?;
            if named {
                pass.push_sql(" AS ");
                pass.push_identifier(&format!("__junction_{position}"))?;
            }
        }
        Ok(())
    }

    fn read_extra<'a>(row: &impl Row<'a, DB>, position: usize) -> deserialize::Result<J> {
        J::build(&row.partial_row(position..position + J::COLUMNS.len()))
    }

    fn extra_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        J::metadata(lookup, out);
    }

    fn read_key<'a>(
        row: &impl Row<'a, DB>,
        position: usize,
    ) -> deserialize::Result<Option<Self::Owned>> {
        A::read(row, position)
    }

    fn key_metadata(lookup: &mut DB::MetadataLookup, out: &mut Vec<Option<DB::TypeMetadata>>) {
        A::metadata(lookup, out);
    }
}
