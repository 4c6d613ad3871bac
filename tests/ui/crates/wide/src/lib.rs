//! A table of fifty columns, more than Diesel takes without `64-column-tables`.

use diesel::prelude::*;
use schema_core::prelude::*;

/// All that a weather station measures in a minute.
#[derive(Model, Queryable, Selectable, Identifiable, Insertable, AsChangeset, Debug, Clone)]
#[index(reading_02, reading_50)]
pub struct Measurement {
    /// The number.
    pub id: i32,
    /// Reading 2.
    pub reading_02: Option<i32>,
    /// Reading 3.
    pub reading_03: Option<i32>,
    /// Reading 4.
    pub reading_04: Option<i32>,
    /// Reading 5.
    pub reading_05: Option<i32>,
    /// Reading 6.
    pub reading_06: Option<i32>,
    /// Reading 7.
    pub reading_07: Option<i32>,
    /// Reading 8.
    pub reading_08: Option<i32>,
    /// Reading 9.
    pub reading_09: Option<i32>,
    /// Reading 10.
    pub reading_10: Option<i32>,
    /// Reading 11.
    pub reading_11: Option<i32>,
    /// Reading 12.
    pub reading_12: Option<i32>,
    /// Reading 13.
    pub reading_13: Option<i32>,
    /// Reading 14.
    pub reading_14: Option<i32>,
    /// Reading 15.
    pub reading_15: Option<i32>,
    /// Reading 16.
    pub reading_16: Option<i32>,
    /// Reading 17.
    pub reading_17: Option<i32>,
    /// Reading 18.
    pub reading_18: Option<i32>,
    /// Reading 19.
    pub reading_19: Option<i32>,
    /// Reading 20.
    pub reading_20: Option<i32>,
    /// Reading 21.
    pub reading_21: Option<i32>,
    /// Reading 22.
    pub reading_22: Option<i32>,
    /// Reading 23.
    pub reading_23: Option<i32>,
    /// Reading 24.
    pub reading_24: Option<i32>,
    /// Reading 25.
    pub reading_25: Option<i32>,
    /// Reading 26.
    pub reading_26: Option<i32>,
    /// Reading 27.
    pub reading_27: Option<i32>,
    /// Reading 28.
    pub reading_28: Option<i32>,
    /// Reading 29.
    pub reading_29: Option<i32>,
    /// Reading 30.
    pub reading_30: Option<i32>,
    /// Reading 31.
    pub reading_31: Option<i32>,
    /// Reading 32.
    pub reading_32: Option<i32>,
    /// Reading 33.
    pub reading_33: Option<i32>,
    /// Reading 34.
    pub reading_34: Option<i32>,
    /// Reading 35.
    pub reading_35: Option<i32>,
    /// Reading 36.
    pub reading_36: Option<i32>,
    /// Reading 37.
    pub reading_37: Option<i32>,
    /// Reading 38.
    pub reading_38: Option<i32>,
    /// Reading 39.
    pub reading_39: Option<i32>,
    /// Reading 40.
    pub reading_40: Option<i32>,
    /// Reading 41.
    pub reading_41: Option<i32>,
    /// Reading 42.
    pub reading_42: Option<i32>,
    /// Reading 43.
    pub reading_43: Option<i32>,
    /// Reading 44.
    pub reading_44: Option<i32>,
    /// Reading 45.
    pub reading_45: Option<i32>,
    /// Reading 46.
    pub reading_46: Option<i32>,
    /// Reading 47.
    pub reading_47: Option<i32>,
    /// Reading 48.
    pub reading_48: Option<i32>,
    /// Reading 49.
    pub reading_49: Option<i32>,
    /// Reading 50.
    pub reading_50: Option<i32>,
}

schema_core::schema! {
    /// The weather.
    pub struct Weather;
    weather: [Measurement],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifty_columns() {
        assert_eq!(Measurement::TABLE.columns.len(), 50);
        let _ = measurements::table
            .filter(measurements::reading_50.gt(3))
            .select((measurements::reading_02, measurements::reading_49));
    }
}
