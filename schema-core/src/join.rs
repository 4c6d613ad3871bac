use crate::__private::{KeysTo, Single};

/// A table that exactly one foreign key connects with the table `Other`, whichever way it points, so
/// that Diesel can join the two without a condition.
///
/// Models have it by themselves. Between other tables a join says what has to be equal:
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// #[derive(Model)]
/// struct User {
///     id: i32,
/// }
///
/// #[derive(Model)]
/// struct Post {
///     id: i32,
///     #[references(User)]
///     author_id: i32,
///     #[references(User)]
///     editor_id: i32,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post] }
///
/// // `posts::table.inner_join(users::table)` does not compile: by which of the two?
/// let edited = posts::table.inner_join(users::table.on(posts::editor_id.eq(users::id)));
/// # let _ = edited.select(posts::id);
/// ```
#[diagnostic::on_unimplemented(
    message = "there is no single foreign key between `{Self}` and `{Other}` to join them by",
    label = "which columns have to be equal?",
    note = "give the condition of the join: `.on(…)`"
)]
pub trait SingleForeignKey<Other> {
    /// The condition of the join.
    type On: Default;
}

#[diagnostic::do_not_recommend]
impl<Table, Other> SingleForeignKey<Other> for Table
where
    Table: KeysTo<Other>,
    Other: KeysTo<Table>,
    (Table::Found, Other::Found): Single<Table, Other>,
{
    type On = <(Table::Found, Other::Found) as Single<Table, Other>>::On;
}
