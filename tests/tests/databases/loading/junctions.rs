//! Relations through a junction, with the rows of the junction.

use super::*;

on_every_database!(the_rows_of_the_junction, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let statements = count(connection);
    let volumes = volume::table
        .with(
            Volume::genres()
                .with_junction()
                .order((volume_genre::weight.desc(), genre::id))
                .with(Genre::volumes().with_junction()),
        )
        .load(connection)?;
    assert_eq!(statements.load(Ordering::Relaxed), 3);
    for volume in &volumes {
        let mut links: Vec<VolumeGenre> = holdings
            .volume_genres
            .iter()
            .filter(|link| link.volume_id == volume.id)
            .cloned()
            .collect();
        links.sort_by_key(|link| (-link.weight, link.genre_id));
        let loaded: Vec<VolumeGenre> = volume
            .genres()
            .iter()
            .map(|genre| genre.junction().clone())
            .collect();
        assert_eq!(loaded, links);
        for genre in volume.genres() {
            assert_eq!(genre.id, genre.junction().genre_id);
            let back = genre.volumes().iter();
            assert_eq!(
                back.clone().filter(|back| back.id == volume.id).count(),
                1,
                "and back again"
            );
            assert!(
                back.clone()
                    .all(|back| back.id == back.junction().volume_id)
            );
        }
    }
    Ok(())
});

on_every_database!(conditions_on_the_junction, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let heavy = || Volume::genres().filter(volume_genre::weight.gt(1));
    let volumes = volume::table
        .with(heavy().order(genre::id))
        .with(heavy().count())
        .load(connection)?;
    let expected = |volume: &Volume| {
        let links = holdings.volume_genres.iter();
        let mut genres: Vec<i64> = links
            .filter(|link| link.volume_id == volume.id && link.weight > 1)
            .map(|link| link.genre_id)
            .collect();
        genres.sort_unstable();
        genres
    };
    for volume in &volumes {
        let genres: Vec<i64> = volume.genres().iter().map(|genre| genre.id).collect();
        assert_eq!(genres, expected(volume));
        assert_eq!(usize::try_from(volume.genres_count())?, genres.len());
    }
    let with_heavy = volume::table
        .filter(heavy().any())
        .select(Volume::as_select())
        .load(connection)?;
    assert!(with_heavy.iter().all(|volume| !expected(volume).is_empty()));
    let other = volumes.iter().filter(|volume| !expected(volume).is_empty());
    assert_eq!(with_heavy.len(), other.count());
    Ok(())
});

on_every_database!(some_rows_of_the_junction_for_each_parent, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let volumes = volume::table
        .with(
            Volume::genres()
                .with_junction()
                .order(volume_genre::weight.desc())
                .limit(1),
        )
        .load(connection)?;
    let mut is_cut = false;
    for volume in &volumes {
        let links = holdings.volume_genres.iter();
        let weights = links
            .filter(|link| link.volume_id == volume.id)
            .map(|link| link.weight);
        let heaviest = weights.clone().max();
        is_cut |= weights.count() > 1;
        let loaded = volume.genres().first().map(|genre| genre.junction().weight);
        assert_eq!(loaded, heaviest);
        assert!(volume.genres().len() <= 1);
    }
    assert!(is_cut, "some volume has more");
    Ok(())
});

on_every_database!(the_rows_of_the_junction_as_json, |connection| {
    connection.create_schema::<Library>()?;
    insert_all!(connection, &one_of_each());
    let volumes = volume::table
        .with(Volume::genres().with_junction())
        .load(connection)?;
    let expected = serde_json::json!([{
        "id": "v", "author_id": 1, "editor_id": null, "price": 3,
        "genres": [{
            "id": 5, "name": "prose",
            "junction": {"volume_id": "v", "genre_id": 5, "weight": 2},
        }],
    }]);
    assert_eq!(serde_json::to_value(&volumes)?, expected);
    let (genre, link) = volumes[0].genres()[0].clone().into_parts();
    assert_eq!((genre.id, link.weight), (5, 2));
    Ok(())
});

/// One author, one volume, and its genre.
fn one_of_each() -> Holdings {
    Holdings {
        authors: vec![Author {
            id: 1,
            mentor_id: None,
            name: "Ada".to_owned(),
        }],
        volumes: vec![Volume {
            id: "v".to_owned(),
            author_id: 1,
            editor_id: None,
            price: 3,
        }],
        genres: vec![Genre {
            id: 5,
            name: "prose".to_owned(),
        }],
        volume_genres: vec![VolumeGenre {
            volume_id: "v".to_owned(),
            genre_id: 5,
            weight: 2,
        }],
        ..Holdings::default()
    }
}
