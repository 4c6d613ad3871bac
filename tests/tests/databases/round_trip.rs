//! Every mapped type comes back as it went in.

use std::borrow::Cow;

use bigdecimal::BigDecimal;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use diesel::insert_into;
use diesel::prelude::*;
use integration_tests::database::TestConnection;
use integration_tests::portable::values::*;
use integration_tests::sqlite_only::{Note, SqliteOnly, note};
use integration_tests::{Outcome, on_databases, on_every_database};
use serde_json::json;

fn timestamp(text: &str) -> Outcome<NaiveDateTime> {
    Ok(text.parse()?)
}

/// A number that is no sum of a few powers of two would not come back from SQLite, where Diesel
/// stores decimals as `f64`.
fn decimal() -> BigDecimal {
    BigDecimal::new((-12_345_625).into(), 3)
}

fn everything() -> Outcome<Everything> {
    let date: NaiveDate = "2024-02-29".parse()?;
    let time: NaiveTime = "23:59:59.999999".parse()?;
    let at = timestamp("2026-01-31T12:59:07.000001")?;
    let another_date = time::macros::date!(1999 - 12 - 31);
    // Diesel drops the fraction of this type on MySQL.
    let another_time = time::macros::time!(00:00:01);
    let another_timestamp = time::macros::datetime!(2001-02-03 04:05:06.789012);
    let json = json!({ "a": [1, 2.5, null, true], "ü": "“quoted” \\ \" ☃" });
    Ok(Everything {
        id: ThingId(i64::MAX),
        a_bool: true,
        an_i16: i16::MIN,
        an_i32: i32::MAX,
        an_i64: i64::MIN,
        an_f32: -1.25e10,
        an_f64: 1.0 / 3.0,
        a_decimal: decimal(),
        a_string: "O'Reilly \\ \"quoted\" \n\t ☃ 雪 🦀 ".to_owned(),
        a_short_string: "ü".repeat(30),
        a_cow: Cow::Borrowed("moo"),
        bytes: vec![0, 1, 0, 254, 255],
        short_bytes: vec![0; 16],
        a_date: date,
        a_time: time,
        a_timestamp: at,
        another_date,
        another_time,
        another_timestamp,
        json: json.clone(),
        an_enum: Severity::Fatal,
        a_text_enum: Color::DarkBlue,
        maybe_bool: Some(false),
        maybe_i16: Some(0),
        maybe_i32: Some(-1),
        maybe_i64: Some(i64::MAX),
        maybe_f32: Some(f32::MIN_POSITIVE),
        maybe_f64: Some(f64::MAX),
        maybe_decimal: Some(0.into()),
        maybe_string: Some(String::new()),
        maybe_short_string: Some("NULL".to_owned()),
        maybe_bytes: Some(Vec::new()),
        maybe_date: Some(date),
        maybe_time: Some(time),
        maybe_timestamp: Some(at),
        maybe_another_date: Some(another_date),
        maybe_another_time: Some(another_time),
        maybe_another_timestamp: Some(another_timestamp),
        maybe_json: Some(json!([])),
        maybe_enum: Some(Severity::Bad),
        maybe_text_enum: Some(Color::Red),
        maybe_id: Some(ThingId(i64::MAX)),
    })
}

fn nothing() -> Outcome<Everything> {
    Ok(Everything {
        id: ThingId(-1),
        maybe_bool: None,
        maybe_i16: None,
        maybe_i32: None,
        maybe_i64: None,
        maybe_f32: None,
        maybe_f64: None,
        maybe_decimal: None,
        maybe_string: None,
        maybe_short_string: None,
        maybe_bytes: None,
        maybe_date: None,
        maybe_time: None,
        maybe_timestamp: None,
        maybe_another_date: None,
        maybe_another_time: None,
        maybe_another_timestamp: None,
        maybe_json: None,
        maybe_enum: None,
        maybe_text_enum: None,
        maybe_id: None,
        ..everything()?
    })
}

on_every_database!(what_every_database_has, |connection| {
    connection.create_schema::<Values>()?;
    let rows = [everything()?, nothing()?];
    insert_into(everything::table)
        .values(rows.as_slice())
        .execute(connection)?;
    let found = Everything::query().order(everything::id.desc());
    assert_eq!(found.load(connection)?, rows);
    for row in rows {
        let found = everything::table.filter(everything::id.eq(row.id));
        let found = found.filter(everything::a_short_string.eq(&row.a_short_string));
        assert_eq!(found.count().get_result::<i64>(connection)?, 1);
    }
    Ok(())
});

on_every_database!(fifty_columns, |connection| {
    connection.create_schema::<Values>()?;
    let row = Wide {
        id: 1,
        c02: Some(true),
        c48: i64::MAX,
        c49: Some(0.5),
        c50: 50,
        ..Wide::default()
    };
    insert_into(wide::table).values(&row).execute(connection)?;
    assert_eq!(Wide::query().load(connection)?, [row]);
    Ok(())
});

on_every_database!(an_embedded_struct, |connection| {
    connection.create_schema::<Values>()?;
    let person = |id, zip: Option<&str>| Person {
        id,
        address: Address {
            street: "Rue de l'Étoile 5".to_owned(),
            zip: zip.map(str::to_owned),
        },
        name: "Ada".to_owned(),
    };
    let people = [person(1, Some("75017")), person(2, None)];
    for person in people.clone() {
        insert_into(person::table)
            .values(person)
            .execute(connection)?;
    }
    assert_eq!(Person::query().order(person::id).load(connection)?, people);
    Ok(())
});

on_databases!([sqlite], what_only_sqlite_has, |connection| {
    connection.create_schema::<SqliteOnly>()?;
    let before = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now());
    let row = Note {
        id: 0,
        text: "Ein Gruß".to_owned(),
        written_at: timestamp("2001-02-03T04:05:06.789012")?.and_utc(),
        stored_at: before,
        json: json!({ "nested": { "deep": [null] } }),
        default_json: json!(null),
        length: 0,
    };
    insert_into(note::table).values(&row).execute(connection)?;
    let found = note::table.select(Note::as_select()).first(connection)?;
    let late = (found.stored_at - before).num_seconds();
    assert!((-1..300).contains(&late), "{found:?}");
    let expected = Note {
        id: 1,
        stored_at: found.stored_at,
        default_json: json!({ "a": 1 }),
        length: 8,
        ..row
    };
    assert_eq!(found, expected);
    Ok(())
});

on_databases!([mysql], what_only_mysql_has, |connection| {
    use integration_tests::mysql_only::{MysqlOnly, Reading, Sensor, reading, sensor};
    connection.create_schema::<MysqlOnly>()?;
    let device = Sensor {
        id: u64::MAX,
        tiny: i8::MIN,
        unsigned_tiny: u8::MAX,
        unsigned_small: u16::MAX,
        unsigned: u32::MAX,
        maybe_unsigned: Some(u64::MAX),
    };
    insert_into(sensor::table)
        .values(&device)
        .execute(connection)?;
    let devices = sensor::table.select(Sensor::as_select());
    assert_eq!(devices.load(connection)?, [device]);

    let row = Reading {
        sensor_id: u64::MAX,
        number: 0,
        // Neither before 1970 nor after 2038 is there a `TIMESTAMP`.
        taken_at: timestamp("2999-12-31T23:59:59.999999")?,
        stored_at: NaiveDateTime::default(),
        unit: "°C".to_owned(),
        remark: "größer".to_owned(),
        length: None,
    };
    insert_into(reading::table)
        .values(&row)
        .execute(connection)?;
    let found = reading::table
        .inner_join(sensor::table)
        .select(Reading::as_select());
    let found = found.first(connection)?;
    assert!(
        found.stored_at > timestamp("2020-01-01T00:00:00")?,
        "{found:?}"
    );
    let expected = Reading {
        number: 1,
        stored_at: found.stored_at,
        length: Some(6),
        ..row
    };
    assert_eq!(found, expected);
    Ok(())
});

#[cfg(feature = "postgres")]
mod postgresql {
    use std::ops::Bound::{Excluded, Included, Unbounded};
    use std::time::{Duration, SystemTime};

    use chrono::{TimeDelta, Utc};
    use diesel::data_types::{PgInterval, PgMoney};
    use diesel::pg::data_types::{PgLsn, PgNumeric};
    use integration_tests::postgres_only::*;
    use uuid::Uuid;

    use super::*;

    pub(super) fn network() -> Outcome<Network> {
        Ok(Network {
            id: Uuid::from_u128(1 << 100),
            address: "192.168.7.9/24".parse()?,
            block: "2001:db8::/32".parse()?,
            mac: [1, 2, 3, 4, 5, 0xff],
            long_mac: [1, 2, 3, 4, 5, 6, 7, 8],
            maybe_address: None,
            net: "10.1.2.3/8".parse()?,
        })
    }

    pub(super) fn lists() -> Lists {
        Lists {
            id: 1,
            words: vec![String::new(), "two, \"words\"".to_owned()],
            numbers: vec![i64::MIN, i64::MAX],
            holes: vec![None, Some(1), None],
            maybe: Some(vec![true, false]),
            levels: vec![Level::High, Level::Low],
            level_holes: Some(vec![Some(Level::High), None]),
            flavours: vec![Flavour::Salty, Flavour::Sweet],
            maybe_flavours: None,
            short_words: vec!["ten chars!".to_owned()],
            uuids: vec![Uuid::nil(), Uuid::max()],
            json: json!({ "b": 1, "a": [] }),
        }
    }

    pub(super) fn ranges() -> Outcome<Ranges> {
        let day = |day: &str| day.parse::<NaiveDate>();
        let at = |hour: u32| NaiveDate::default().and_hms_opt(hour, 0, 0);
        let (nine, ten) = (at(9).ok_or("nine")?, at(10).ok_or("ten")?);
        Ok(Ranges {
            id: 1,
            integers: (Included(1), Excluded(5)),
            longs: (Unbounded, Excluded(i64::MAX)),
            decimals: (Excluded(decimal()), Included(7.into())),
            days: (Included(day("2026-01-31")?), Unbounded),
            times: (Included(nine), Excluded(ten)),
            moments: Some((Included(nine.and_utc()), Excluded(ten.and_utc()))),
            several: vec![(Included(1), Excluded(3)), (Included(7), Unbounded)],
            holidays: (Included(day("2026-07-01")?), Excluded(day("2026-08-01")?)),
        })
    }

    pub(super) fn moments() -> Outcome<Moments> {
        Ok(Moments {
            id: 1,
            at: timestamp("2001-02-03T04:05:06.789012")?.and_utc(),
            also_at: time::macros::datetime!(1999-12-31 23:59:59.999999 UTC),
            system_time: SystemTime::UNIX_EPOCH + Duration::from_micros(1_700_000_000_000_001),
            duration: PgInterval::new(1, 2, 3),
            delta: TimeDelta::seconds(90_061),
            about: timestamp("2001-02-03T04:05:06.789")?,
            stored_at: chrono::DateTime::<Utc>::default(),
        })
    }

    pub(super) fn oddities() -> Oddities {
        Oddities {
            id: "Straße".to_owned(),
            parent_id: Some("STRAßE".to_owned()),
            letter: b'x',
            price: PgMoney(-12_345),
            oid: u32::MAX,
            number: PgNumeric::Negative {
                weight: 1,
                scale: 4,
                digits: vec![500, 0, 1],
            },
            lsn: PgLsn(u64::MAX),
            json: json!({ "b": 1, "a": 2 }),
        }
    }
}

on_databases!([postgres], what_only_postgresql_has, |connection| {
    use integration_tests::postgres_only::*;
    diesel::sql_query("CREATE EXTENSION citext").execute(connection)?;
    connection.create_schema::<PostgresOnly>()?;

    let row = postgresql::network()?;
    insert_into(network::table)
        .values(&row)
        .execute(connection)?;
    assert_eq!(
        network::table
            .select(Network::as_select())
            .load(connection)?,
        [row]
    );

    let row = postgresql::lists();
    insert_into(lists::table).values(&row).execute(connection)?;
    assert_eq!(
        lists::table.select(Lists::as_select()).load(connection)?,
        [row]
    );

    let row = postgresql::ranges()?;
    insert_into(ranges::table)
        .values(&row)
        .execute(connection)?;
    assert_eq!(
        ranges::table.select(Ranges::as_select()).load(connection)?,
        [row]
    );

    let row = postgresql::moments()?;
    insert_into(moments::table)
        .values(&row)
        .execute(connection)?;
    let found = moments::table
        .select(Moments::as_select())
        .first(connection)?;
    assert!(found.stored_at > row.at, "{found:?}");
    let stored_at = found.stored_at;
    assert_eq!(found, Moments { stored_at, ..row });

    // The key is found in another case: `citext` ignores it.
    let row = postgresql::oddities();
    insert_into(oddities::table)
        .values(&row)
        .execute(connection)?;
    let found = oddities::table.filter(oddities::id.eq("straße"));
    assert_eq!(found.select(Oddities::as_select()).load(connection)?, [row]);
    Ok(())
});
