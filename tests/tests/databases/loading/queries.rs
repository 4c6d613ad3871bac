//! What a query says about itself after `.with(…)`, and statements for few keys.

use super::*;

on_every_database!(a_query_goes_on_after_with, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let mut ids: Vec<i32> = holdings.authors.iter().map(|author| author.id).collect();
    ids.sort_unstable();
    let loaded = author::table
        .with(Author::written())
        .filter(author::id.ne(ids[0]))
        .order(author::id.desc())
        .then_order_by(author::name)
        .offset(1)
        .limit(2)
        .load::<Author>(connection)?;
    let found: Vec<i32> = loaded.iter().map(|author| author.id).collect();
    let expected: Vec<i32> = ids[1..].iter().rev().skip(1).take(2).copied().collect();
    assert_eq!(found, expected);
    let either = author::table
        .into_boxed()
        .with(Author::written())
        .filter(author::id.eq(ids[0]))
        .or_filter(author::id.eq(ids[1]))
        .load(connection)?;
    assert_eq!(either.len(), 2);
    let one = author::table.with(Author::written()).find(ids[2]);
    assert_eq!(one.distinct().first::<Author>(connection)?.id, ids[2]);
    Ok(())
});

on_every_database!(any_number_of_parents, |connection| {
    connection.create_schema::<Library>()?;
    let holdings = example();
    insert_all!(connection, &holdings);
    let (authors, sections) = (&holdings.authors, &holdings.sections);
    for count in 0..=authors.len() {
        let loaded = authors[..count].with(Author::written()).load(connection)?;
        assert_eq!(loaded.len(), count);
        for author in &loaded {
            let is_theirs = |volume: &&Volume| volume.author_id == author.id;
            let expected = holdings.volumes.iter().filter(is_theirs).count();
            assert_eq!(author.written().len(), expected);
        }
    }
    for count in 0..=sections.len() {
        let first_two = || Section::remarks().order(remark::id.desc()).limit(2);
        let loaded = sections[..count]
            .with(Section::remarks())
            .load(connection)?;
        let limited = sections[..count].with(first_two()).load(connection)?;
        for (section, limited) in loaded.iter().zip(&limited) {
            let mut expected: Vec<i32> = holdings
                .remarks
                .iter()
                .filter(|remark| remark.volume_id == section.volume_id)
                .filter(|remark| remark.section_number == Some(section.number))
                .map(|remark| remark.id)
                .collect();
            assert_eq!(section.remarks().len(), expected.len());
            expected.sort_unstable_by(|one, other| other.cmp(one));
            expected.truncate(2);
            let remarks: Vec<i32> = limited.remarks().iter().map(|remark| remark.id).collect();
            assert_eq!(remarks, expected);
        }
    }
    Ok(())
});
