use super::{Deferrability, Index, IndexKey, Table};
use crate::__private::contains;

impl Table {
    /// Whether no two rows can have equal values in these columns: they are the primary key, or
    /// those of a unique constraint or of a unique index over all rows. NULLs count as different.
    ///
    /// ```
    /// # use diesel::prelude::*;
    /// # use schema_core::prelude::*;
    /// #[derive(Model)]
    /// struct User {
    ///     id: i32,
    ///     #[unique]
    ///     email: String,
    ///     name: String,
    /// }
    /// # schema_core::schema! { struct Blog; blog: [User] }
    ///
    /// assert!(User::TABLE.is_unique(&["email"]));
    /// assert!(!User::TABLE.is_unique(&["name"]));
    /// ```
    pub const fn is_unique(&self, columns: &[&str]) -> bool {
        self.has_key(columns, true)
    }

    /// Whether a foreign key can reference these columns: they are unique, and at every moment,
    /// which a deferrable constraint does not promise.
    pub const fn can_be_referenced(&self, columns: &[&str]) -> bool {
        self.has_key(columns, false)
    }

    const fn has_key(&self, columns: &[&str], or_deferrable: bool) -> bool {
        if same_set(self.primary_key.columns, columns) {
            return true;
        }
        let mut position = 0;
        while position < self.unique_constraints.len() {
            let constraint = &self.unique_constraints[position];
            let counts =
                or_deferrable || matches!(constraint.deferrability, Deferrability::NotDeferrable);
            if counts && same_set(constraint.columns, columns) {
                return true;
            }
            position += 1;
        }
        position = 0;
        while position < self.indexes.len() {
            let index = &self.indexes[position];
            if is_over_all_rows(index) && indexes_exactly(index, columns) {
                return true;
            }
            position += 1;
        }
        false
    }
}

/// Whether an index is unique, and in every database.
const fn is_over_all_rows(index: &Index) -> bool {
    index.unique && index.condition.is_none() && index.only.are_all()
}

const fn indexes_exactly(index: &Index, columns: &[&str]) -> bool {
    if index.columns.len() != columns.len() {
        return false;
    }
    let mut position = 0;
    while position < columns.len() {
        match index.columns[position].key {
            IndexKey::Column(column) if contains(columns, column) => {}
            IndexKey::Column(_) | IndexKey::Expression(_) => return false,
        }
        position += 1;
    }
    true
}

const fn same_set(left: &[&str], right: &[&str]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let mut position = 0;
    while position < left.len() {
        if !contains(right, left[position]) {
            return false;
        }
        position += 1;
    }
    true
}
