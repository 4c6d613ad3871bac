//! What deleting a row does to other tables.

mod conflict;
mod text;
mod trouble;

use schema_core::definition::{Schema, Table};
use schema_core::graph::{Effect, Outcome, edges, effects};

/// What deleting a row of a table does, as far as the schema tells.
///
/// ```
/// # use diesel::prelude::*;
/// # use schema_core::prelude::*;
/// # #[derive(Model)]
/// # #[diesel(table_name = user)]
/// # struct User { id: i32 }
/// #[derive(Model)]
/// #[diesel(table_name = post)]
/// struct Post {
///     id: i32,
///     #[references(User, on_delete = "cascade")]
///     author_id: i32,
/// }
/// #[derive(Model)]
/// #[diesel(table_name = bill)]
/// struct Bill {
///     id: i32,
///     #[references(Post, on_delete = "restrict")]
///     post_id: i32,
/// }
/// # schema_core::schema! { struct Blog; blog: [User, Post, Bill] }
/// use schema_migrate::graph::{Impact, Outcome};
///
/// let impact = Impact::of(Blog::SCHEMA, User::TABLE);
/// let refused: Vec<String> = impact.with(Outcome::Refused).map(|effect| effect.path()).collect();
/// assert_eq!(refused, ["user ← post.author_id ← bill.post_id"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The table of the row.
    pub table: &'static Table,
    /// What happens to rows that reference it, and to rows that reference those that go with it. What is
    /// nearer comes first.
    pub effects: Vec<Effect>,
    /// What is likely to surprise.
    pub troubles: Vec<String>,
}

impl Impact {
    /// What deleting a row of a table does.
    pub fn of(schema: &Schema, table: &'static Table) -> Impact {
        let all = edges(schema);
        let effects = effects(schema, table);
        let troubles = trouble::troubles(&all, table, &effects);
        Impact {
            table,
            effects,
            troubles,
        }
    }

    /// The effects of one kind.
    pub fn with(&self, outcome: Outcome) -> impl Iterator<Item = &Effect> {
        self.effects
            .iter()
            .filter(move |effect| effect.outcome == outcome)
    }
}
