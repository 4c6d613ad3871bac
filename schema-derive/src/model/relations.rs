//! From `#[relation]` to relations. Whether there is a key behind one is for the compiler to say:
//! it knows the other model.

use super::{Relation, RelationKind, declaration};
use crate::errors::Errors;

/// The relations that make sense by themselves.
pub(crate) fn resolve(declared: Vec<declaration::Relation>, errors: &Errors) -> Vec<Relation> {
    declared
        .into_iter()
        .filter_map(|relation| relation_of(relation, errors))
        .collect()
}

fn relation_of(relation: declaration::Relation, errors: &Errors) -> Option<Relation> {
    let options = relation.options;
    if let (Some(through), RelationKind::One) = (&options.through, relation.kind) {
        errors.at(
            &through.0,
            "a relation through a junction table has many rows: use `many`",
        );
        return None;
    }
    if let (Some(to), None) = (&options.to, &options.through) {
        errors.at(
            &to.0,
            "`to` names the key of a junction table: add `through = …`, or use `via` for the key of the related model",
        );
        return None;
    }
    if let Some(through) = options
        .through
        .as_ref()
        .filter(|path| path.0 == relation.target)
    {
        errors.at(
            &through.0,
            "a junction connects two other tables: a relation to its own rows is one without `through`",
        );
        return None;
    }
    Some(Relation {
        kind: relation.kind,
        name: relation.name,
        target: relation.target,
        via: options.via.map(|name| name.0),
        through: options.through.map(|path| path.0),
        to: options.to.map(|name| name.0),
    })
}
