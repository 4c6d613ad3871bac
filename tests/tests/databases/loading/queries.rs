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

on_every_database!(sql_and_subqueries_in_conditions, |connection| {
    use diesel::dsl::{exists, sql};
    use diesel::sql_types::Bool;
    connection.create_schema::<Library>()?;
    insert_all!(connection, &example());
    let all = author::table.with(Author::written()).load(connection)?;
    let by_sql = author::table
        .with(Author::written().filter(sql::<Bool>("price > 2")))
        .load(connection)?;
    let other = passport::table.filter(passport::id.ge(0));
    let by_subquery = author::table
        .with(Author::written().filter(exists(other)))
        .load(connection)?;
    for (author, (few, same)) in all.iter().zip(by_sql.iter().zip(&by_subquery)) {
        let expensive = author.written().iter().filter(|volume| volume.price > 2);
        assert_eq!(few.written().len(), expensive.count());
        assert_eq!(same, author);
    }
    Ok(())
});

on_every_database!(many_values_in_a_condition, |connection| {
    connection.create_schema::<Library>()?;
    insert_all!(connection, &example());
    let parents: Vec<Author> = (0..40_000)
        .map(|id| Author {
            id,
            mentor_id: None,
            name: String::new(),
        })
        .collect();
    let parents = &parents;
    let prices: Vec<i32> = (0..10_000).collect();
    let written = || Author::written().filter(volume::price.eq_any(&prices));
    let loaded = parents.with(written()).load(connection)?;
    let limited = parents.with(written().limit(1)).load(connection)?;
    let counted = parents.with(written().count()).load(connection)?;
    for (all, (first, count)) in loaded.iter().zip(limited.iter().zip(&counted)) {
        assert_eq!(all.written().len(), usize::try_from(count.written_count())?);
        assert_eq!(first.written().len(), all.written().len().min(1));
    }
    Ok(())
});
