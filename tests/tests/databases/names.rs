//! Names that have to be quoted, escaped and shortened.

use diesel::prelude::*;
use diesel::result::DatabaseErrorKind::UniqueViolation;
use diesel::{delete, insert_into};
use integration_tests::database::TestConnection;
use integration_tests::on_every_database;
use integration_tests::portable::names::*;
use integration_tests::violation::{assert_violates, assert_violates_check};

on_every_database!(awkward_names_work, |connection| {
    connection.create_schema::<Names>()?;
    let row = Awkward {
        select: 1,
        r#type: 2,
        group: Some(3),
        größe: 4,
        full_name: "Ada Lovelace".to_owned(),
        quoted: 5,
        upper: 6,
        like_the_table: 7,
        parent_id: Some(1),
    };
    insert!(connection, awkward, [&row]);
    let found = Awkward::query()
        .filter(awkward::größe.eq(4))
        .filter(awkward::quoted.gt(0))
        .order(awkward::upper.desc());
    assert_eq!(found.load(connection)?, std::slice::from_ref(&row));
    let negative = Awkward {
        select: 2,
        full_name: "Nobody".to_owned(),
        quoted: 0,
        ..row.clone()
    };
    let name = r#"an "awkward" `name`, isn't it?_a "quoted" `name`_check"#;
    let refused = insert_into(awkward::table).values(negative);
    assert_violates_check(refused.execute(connection), name);
    let homonym = insert_into(awkward::table).values(Awkward { select: 3, ..row });
    assert_violates(homonym.execute(connection), UniqueViolation);
    Ok(())
});

on_every_database!(long_names_work, |connection| {
    connection.create_schema::<Names>()?;
    use a_table_with_a_name_of_sixty_bytes_to_which_nothing_fits_on::table as long_names;
    let row = |id, parent| LongNames {
        id,
        the_first_of_two_columns_with_long_names: id,
        the_second_of_two_columns_with_long_names: parent,
    };
    insert_into(long_names)
        .values(row(1, None))
        .execute(connection)?;
    insert_into(long_names)
        .values(row(2, Some(1)))
        .execute(connection)?;
    delete(long_names.find(1)).execute(connection)?;
    assert_eq!(long_names.count().get_result::<i64>(connection)?, 0);

    let named = |id, other_id| Renamed {
        id,
        name: format!("name {id}"),
        other_id,
        long: id,
    };
    insert!(connection, renamed, [named(1, Some(1))]);
    assert_eq!(Renamed::query().load(connection)?, [named(1, Some(1))]);
    Ok(())
});
