//! Relations by keys of every type, and to models of another crate.

use super::*;

on_every_database!(a_tree_by_a_key_of_two_columns, |connection| {
    connection.create_schema::<Keys>()?;
    for (number, parent_number) in [(1, None), (2, Some(1)), (3, Some(1)), (4, Some(3))] {
        let row = Chapter {
            book: 1,
            number,
            parent_number,
        };
        insert_into(chapter::table)
            .values(row)
            .execute(connection)?;
    }
    let chapters = chapter::table
        .order(chapter::number)
        .with(Chapter::parent().with(Chapter::parent()))
        .load(connection)?;
    let parents: Vec<Option<i32>> = chapters
        .iter()
        .map(|chapter| chapter.parent().map(|parent| parent.number))
        .collect();
    assert_eq!(parents, [None, Some(1), Some(1), Some(3)]);
    let orphans = chapter::table
        .filter(Chapter::parent().none())
        .select(chapter::number)
        .load::<i32>(connection)?;
    assert_eq!(orphans, [1]);
    let children = chapter::table
        .filter(Chapter::parent().filter(chapter::number.gt(1)).any())
        .select(chapter::number)
        .load::<i32>(connection)?;
    assert_eq!(children, [4]);
    Ok(())
});

on_every_database!(keys_of_bytes_and_enums, |connection| {
    connection.create_schema::<Keys>()?;
    let prints = [vec![1, 2], vec![0, 255]].map(|id| Fingerprint { id });
    for print in &prints {
        insert_into(fingerprint::table)
            .values(print)
            .execute(connection)?;
    }
    let scans = [("a", 0, None), ("b", 1, Some("a"))].map(|(id, print, original)| Scan {
        id: id.to_owned(),
        fingerprint_id: prints[print].id.clone(),
        original_id: original.map(str::to_owned),
    });
    for scan in &scans {
        insert_into(scan::table).values(scan).execute(connection)?;
    }
    let loaded = scan::table
        .order(scan::id)
        .with(Scan::fingerprint())
        .with(Scan::original().with(Scan::fingerprint()))
        .load(connection)?;
    assert_eq!(loaded[1].fingerprint().id, prints[1].id);
    let original = loaded[1].original().ok_or("an original")?;
    assert_eq!(original.fingerprint().id, prints[0].id);
    assert!(loaded[0].original().is_none());

    let palettes = [
        (Color::Red, Severity::NotBad),
        (Color::DarkBlue, Severity::NotBad),
    ];
    for (id, (color, severity)) in (1..).zip(palettes) {
        insert_into(palette::table)
            .values(Palette { color, severity })
            .execute(connection)?;
        let painting = Painting {
            id,
            color,
            mood: severity,
        };
        insert_into(painting::table)
            .values(painting)
            .execute(connection)?;
    }
    let paintings = painting::table
        .order(painting::id)
        .with(Painting::palette())
        .load(connection)?;
    let colors: Vec<Color> = paintings.iter().map(|one| one.palette().color).collect();
    assert_eq!(colors, [Color::Red, Color::DarkBlue]);
    Ok(())
});

on_every_database!(parents_of_another_crate, |connection| {
    connection.create_schema::<Research>()?;
    connection.create_schema::<Addon>()?;
    connection.insert_example()?;
    let badge = Badge {
        id: 1,
        user_id: ADA.to_owned(),
        kind: BadgeKind::Gold,
        awarded_by: None,
        plan_id: None,
        plan_status: PlanStatus::Running,
    };
    insert_into(badge::table)
        .values(badge)
        .execute(connection)?;
    let badges = badge::table
        .with(Badge::user().with(User::research_plans().order(research_plan::id)))
        .with(Badge::awarder())
        .load(connection)?;
    assert_eq!(badges[0].user().id, ADA);
    let plans = badges[0].user().research_plans();
    assert!(plans.iter().all(|plan| plan.user_id == ADA) && !plans.is_empty());
    assert!(badges[0].awarder().is_none());
    Ok(())
});

on_every_database!(keys_of_newtypes, |connection| {
    connection.create_schema::<Keys>()?;
    for id in [3, 7] {
        insert_into(thing::table)
            .values(Thing { id: ThingId(id) })
            .execute(connection)?;
    }
    for (id, thing, spare) in [(1, 7, None), (2, 7, Some(3)), (3, 3, Some(7))] {
        insert_into(part::table)
            .values(Part {
                id,
                thing_id: ThingId(thing),
                spare_of: spare.map(ThingId),
            })
            .execute(connection)?;
    }
    let things = thing::table
        .order(thing::id)
        .with(Thing::parts().order(part::id).with(Part::spare_of_thing()))
        .with(Thing::spares().count())
        .load(connection)?;
    let parts = |thing: usize| -> Vec<(i32, Option<ThingId>)> {
        let parts = things[thing].parts().iter();
        parts
            .map(|part| (part.id, part.spare_of_thing().map(|thing| thing.id)))
            .collect()
    };
    assert_eq!(parts(0), [(3, Some(ThingId(7)))]);
    assert_eq!(parts(1), [(1, None), (2, Some(ThingId(3)))]);
    assert_eq!(things[0].spares_count(), 1);
    let with_spares = thing::table
        .filter(Thing::spares().any())
        .count()
        .get_result::<i64>(connection)?;
    assert_eq!(with_spares, 2);
    Ok(())
});

integration_tests::on_databases!([postgres], keys_of_uuids, |connection| {
    use integration_tests::postgres_only::{Network, PostgresOnly, Sighting, network, sighting};
    use uuid::Uuid;

    diesel::sql_query("CREATE EXTENSION citext").execute(connection)?;
    connection.create_schema::<PostgresOnly>()?;
    let ids = [Uuid::from_u128(1), Uuid::max()];
    for id in ids {
        let row = Network {
            id,
            address: "192.168.7.9/24".parse()?,
            block: "2001:db8::/32".parse()?,
            mac: [1; 6],
            long_mac: [1; 8],
            maybe_address: None,
            net: "10.1.2.3/8".parse()?,
        };
        insert_into(network::table)
            .values(row)
            .execute(connection)?;
    }
    for id in 0..5 {
        let row = Sighting {
            id,
            network_id: ids[usize::from(id % 2 == 0)],
        };
        insert_into(sighting::table)
            .values(row)
            .execute(connection)?;
    }
    let networks = network::table
        .order(network::id)
        .with(
            Network::sightings()
                .order(sighting::id)
                .with(Sighting::network()),
        )
        .load(connection)?;
    for (network, expected) in networks.iter().zip([vec![1, 3], vec![0, 2, 4]]) {
        let sightings: Vec<i32> = network.sightings().iter().map(|one| one.id).collect();
        assert_eq!(sightings, expected);
        assert!(
            network
                .sightings()
                .iter()
                .all(|one| one.network().id == network.id)
        );
    }
    Ok(())
});

on_every_database!(texts_that_only_the_database_takes_for_equal, |connection| {
    connection.create_schema::<Fellows>()?;
    let owners = ["a", "A"].map(|id| Owner { id: id.to_owned() });
    // PostgreSQL tells them apart, so there have to be both.
    let inserted = match connection.dialect() {
        Dialect::Postgres => &owners[..],
        _ => &owners[..1],
    };
    for owner in inserted {
        insert_into(owner::table)
            .values(owner)
            .execute(connection)?;
    }
    for (id, owner_id) in [(1, "A"), (2, "a"), (3, "A"), (4, "a"), (5, "a")] {
        let owner_id = owner_id.to_owned();
        insert_into(pet::table)
            .values(Pet { id, owner_id })
            .execute(connection)?;
    }
    let pets = |rows: &[PetLoaded]| rows.iter().map(|pet| pet.id).collect::<Vec<i32>>();
    let loaded = owners
        .to_vec()
        .with(Owner::pets().order(pet::id))
        .with(Owner::pets().count())
        .load(connection)?;
    assert_eq!(pets(loaded[0].pets()), [2, 4, 5]);
    assert_eq!(pets(loaded[1].pets()), [1, 3]);
    assert_eq!([loaded[0].pets_count(), loaded[1].pets_count()], [3, 2]);
    let limited = owners
        .to_vec()
        .with(Owner::pets().order(pet::id).limit(2))
        .load(connection)?;
    assert_eq!(pets(limited[0].pets()), [2, 4]);
    assert_eq!(pets(limited[1].pets()), [1, 3]);
    Ok(())
});

on_every_database!(a_table_that_is_its_own_junction, |connection| {
    connection.create_schema::<Fellows>()?;
    for id in [7, 8] {
        insert_into(office::table)
            .values(Office { id })
            .execute(connection)?;
    }
    for (id, boss_id, office_id) in [
        (1, None, 7),
        (2, Some(1), 8),
        (3, Some(1), 7),
        (4, Some(2), 8),
    ] {
        let worker = Worker {
            id,
            boss_id,
            office_id,
        };
        insert_into(worker::table)
            .values(worker)
            .execute(connection)?;
    }
    let workers = worker::table
        .order(worker::id)
        .with(Worker::offices_of_reports().order(office::id))
        .load(connection)?;
    let offices = workers.iter().map(|worker| {
        let offices = worker.offices_of_reports().iter();
        offices.map(|office| office.id).collect::<Vec<i32>>()
    });
    assert_eq!(
        offices.collect::<Vec<_>>(),
        [vec![7, 8], vec![8], vec![], vec![]]
    );
    let bosses = worker::table
        .filter(Worker::offices_of_reports().any())
        .order(worker::id)
        .select(worker::id)
        .load::<i32>(connection)?;
    assert_eq!(bosses, [1, 2]);
    let near = worker::table
        .filter(Worker::offices_of_reports().filter(office::id.eq(7)).none())
        .order(worker::id)
        .select(worker::id)
        .load::<i32>(connection)?;
    assert_eq!(near, [2, 3, 4]);
    Ok(())
});
