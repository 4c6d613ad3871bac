//! Rows with relations as JSON.

use super::*;

on_every_database!(rows_with_relations_as_json, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = Holdings {
        authors: vec![
            Author {
                id: 1,
                mentor_id: None,
                name: "Ada".to_owned(),
            },
            Author {
                id: 2,
                mentor_id: Some(1),
                name: "Bo".to_owned(),
            },
        ],
        volumes: vec![Volume {
            id: "v".to_owned(),
            author_id: 2,
            editor_id: None,
            price: 3,
        }],
        ..Holdings::default()
    };
    insert_all!(connection, &holdings);
    let authors = author::table
        .order(author::id)
        .with(Author::mentor())
        .with(
            Author::written()
                .with(Volume::author())
                .with(Volume::editor()),
        )
        .with(Author::students().count())
        .load(connection)?;
    let expected = serde_json::json!([
        {"id": 1, "mentor_id": null, "name": "Ada", "mentor": null, "written": [], "students_count": 1},
        {
            "id": 2, "mentor_id": 1, "name": "Bo",
            "mentor": {"id": 1, "mentor_id": null, "name": "Ada"},
            "written": [{
                "id": "v", "author_id": 2, "editor_id": null, "price": 3,
                "author": {"id": 2, "mentor_id": 1, "name": "Bo"},
                "editor": null,
            }],
            "students_count": 0,
        },
    ]);
    assert_eq!(serde_json::to_value(&authors)?, expected);
    let text = serde_json::to_string(&authors[0])?;
    assert!(
        text.ends_with(r#""mentor":null,"written":[],"students_count":1}"#),
        "{text}"
    );
    Ok(())
});
