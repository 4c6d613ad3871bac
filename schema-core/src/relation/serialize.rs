//! Rows with relations as `serde` sees them: the fields of the row, and one more for each relation.

use super::junction::Linked;
use super::loaded::{Nothing, Rows, Shared, Slot, SlotName};
use super::one_of::Found;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// A row and its relations, side by side.
#[derive(Serialize)]
struct Flat<'a, Row, Map> {
    #[serde(flatten)]
    row: &'a Row,
    #[serde(flatten)]
    relations: Map,
}

struct AsMap<'a, Relations>(&'a Relations);

/// A list of relations that can be written.
pub trait SerializeRelations {
    /// How many there are.
    const LENGTH: usize;
    /// Writes them as entries, the first one first.
    ///
    /// # Errors
    /// The serializer's.
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error>;
}

impl SerializeRelations for Nothing {
    const LENGTH: usize = 0;

    fn entries<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

impl<Name, Data, Rest> SerializeRelations for Slot<Name, Data, Rest>
where
    Name: SlotName,
    Data: Serialize,
    Rest: SerializeRelations,
{
    const LENGTH: usize = 1 + Rest::LENGTH;

    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        self.rest.entries(map)?;
        map.serialize_entry(&Name::name(), &self.data)
    }
}

impl<Relations: SerializeRelations> Serialize for AsMap<'_, Relations> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(Relations::LENGTH))?;
        self.0.entries(&mut map)?;
        map.end()
    }
}

impl<T: Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<T: Serialize> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

/// The row that was found, among those of several targets.
pub trait SerializeFound {
    /// Writes it, or nothing if it is missing.
    ///
    /// # Errors
    /// The serializer's.
    fn found<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl SerializeFound for () {
    fn found<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_none()
    }
}

impl<T: Serialize, Rest: SerializeFound> SerializeFound for (Option<Shared<T>>, Rest) {
    fn found<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(row) => row.serialize(serializer),
            None => self.1.found(serializer),
        }
    }
}

impl<Rows: SerializeFound> Serialize for Found<Rows> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.found(serializer)
    }
}

/// The row of a junction is one more field, `junction`.
impl<Row: Serialize, Junction: Serialize> Serialize for Linked<Row, Junction> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Flat<'a, Row, Junction> {
            #[serde(flatten)]
            row: &'a Row,
            junction: &'a Junction,
        }
        let (row, junction) = (&**self, self.junction());
        Flat { row, junction }.serialize(serializer)
    }
}

/// Writes a row with its relations, which generated code calls.
///
/// # Errors
/// The serializer's.
pub fn serialize<Row, Relations, S>(
    row: &Row,
    relations: &Relations,
    serializer: S,
) -> Result<S::Ok, S::Error>
where
    Row: Serialize,
    Relations: SerializeRelations,
    S: Serializer,
{
    let relations = AsMap(relations);
    Flat { row, relations }.serialize(serializer)
}

#[doc(hidden)]
#[macro_export]
macro_rules! serialize_loaded_impl {
    ($loaded:ident) => {
        impl<_Relations, _Row> $crate::__private::serde::Serialize for $loaded<_Relations, _Row>
        where
            _Row: $crate::__private::serde::Serialize,
            _Relations: $crate::relation::serialize::SerializeRelations,
        {
            fn serialize<_Serializer: $crate::__private::serde::Serializer>(
                &self,
                __serializer: _Serializer,
            ) -> ::core::result::Result<_Serializer::Ok, _Serializer::Error> {
                $crate::relation::serialize::serialize(&self._row, &self._relations, __serializer)
            }
        }
    };
}
