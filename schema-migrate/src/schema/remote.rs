//! How a snapshot writes the enums of [`schema_core`], which knows nothing of snapshots.

use schema_core::definition::{
    Deferrability, Direction, GeneratedStorage, Identity, NullsOrder, ReferentialAction,
};
use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
#[serde(remote = "ReferentialAction", rename_all = "snake_case")]
pub(super) enum ActionName {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Deferrability", rename_all = "snake_case")]
pub(super) enum DeferrabilityName {
    NotDeferrable,
    InitiallyImmediate,
    InitiallyDeferred,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Direction", rename_all = "snake_case")]
pub(super) enum DirectionName {
    Ascending,
    Descending,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "GeneratedStorage", rename_all = "snake_case")]
pub(super) enum GeneratedStorageName {
    Stored,
    Virtual,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "Identity", rename_all = "snake_case")]
enum IdentityName {
    ByDefault,
    Always,
    Serial,
}

#[derive(Serialize, Deserialize)]
#[serde(remote = "NullsOrder", rename_all = "snake_case")]
enum NullsName {
    First,
    Last,
}

pub(super) fn no_action() -> ReferentialAction {
    ReferentialAction::NoAction
}

pub(super) fn is_no_action(action: &ReferentialAction) -> bool {
    *action == ReferentialAction::NoAction
}

pub(super) fn not_deferrable() -> Deferrability {
    Deferrability::NotDeferrable
}

pub(super) fn is_not_deferrable(deferrability: &Deferrability) -> bool {
    *deferrability == Deferrability::NotDeferrable
}

pub(super) fn ascending() -> Direction {
    Direction::Ascending
}

pub(super) fn is_ascending(direction: &Direction) -> bool {
    *direction == Direction::Ascending
}

/// An enum that may be left out.
macro_rules! optional {
    ($module:ident, $remote:literal, $type:ty) => {
        pub(super) mod $module {
            use super::*;
            use serde::{Deserializer, Serializer};

            #[derive(Serialize, Deserialize)]
            struct Present(#[serde(with = $remote)] $type);

            pub(in crate::schema) fn serialize<S: Serializer>(
                value: &Option<$type>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                value.map(Present).serialize(serializer)
            }

            pub(in crate::schema) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<$type>, D::Error> {
                let present = Option::<Present>::deserialize(deserializer)?;
                Ok(present.map(|present| present.0))
            }
        }
    };
}

optional!(identity, "IdentityName", Identity);
optional!(nulls, "NullsName", NullsOrder);
