//! A crate that has schema-core under another name.

use renamed::{Clubs, Member, Standing};
use schema_core::prelude::*;

#[test]
fn a_renamed_crate_has_a_schema() {
    assert_eq!(Clubs::SCHEMA.tables().count(), 3);
    assert_eq!(Member::RELATIONS.len(), 2);
    assert_eq!(Standing::Trial.to_value(), "trial");
}
