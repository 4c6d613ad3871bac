//! The page, as a reader uses it.

use std::collections::BTreeSet;

use headless_chrome::browser::tab::point::Point;
use integration_tests::{Outcome, large_schema};
use research::Research;
use schema_core::Schema as _;
use schema_core::definition::Schema;
use schema_migrate::graph::{Columns, Diagram, Format, Scope, edges};

use super::browser::{Page, open};
use super::nasty;

fn page(schema: &Schema) -> Outcome<Option<Page>> {
    let scope = Scope {
        columns: Columns::Keys,
        ..Scope::default()
    };
    open(&Diagram::of(schema, scope).draw(Format::Html))
}

/// What a selector finds for a table.
fn table(name: &str) -> String {
    format!(".table[data-name='{name}']")
}

/// The heading of what is told of a table, if it is.
fn told(page: &Page) -> Outcome<Vec<String>> {
    page.texts("#panel:not([hidden]) section:not([hidden]) h2")
}

fn scale(page: &Page) -> Outcome<f64> {
    page.value("document.getElementById('world').getCTM().a")
}

#[test]
fn hovering_lights_the_neighbours_of_a_table() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    page.hover(&table("plan_step"))?;
    let near: BTreeSet<String> = page.value(
        "[...document.querySelectorAll('.lit .table.near')].map((near) => near.dataset.name)",
    )?;
    let edges = edges(Research::SCHEMA);
    let touching = edges
        .iter()
        .filter(|edge| edge.child.name.table == "plan_step" || edge.parent.table == "plan_step");
    let touching: Vec<_> = touching.collect();
    let expected = touching.iter().flat_map(|edge| {
        [
            edge.child.name.table.to_owned(),
            edge.parent.table.to_owned(),
        ]
    });
    assert_eq!(near, expected.collect());
    let lines: usize =
        page.value("document.querySelectorAll('.lit .edge.near:has(path)').length")?;
    assert_eq!(lines, touching.len());
    page.hover("h1")?;
    assert_eq!(
        page.value::<usize>("document.querySelectorAll('.lit, .near').length")?,
        0
    );
    page.assert_is_quiet()
}

#[test]
fn a_click_shows_the_columns_and_links_lead_on() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    assert_eq!(told(&page)?, [""; 0]);
    page.click(&table("ai_batch"))?;
    assert_eq!(told(&page)?, ["ai_batch"]);
    let columns = page.texts("#panel section:not([hidden]) [data-column]")?;
    assert!(
        columns
            .iter()
            .any(|column| column.starts_with("provider_batch")),
        "{columns:?}"
    );
    let items = page.texts("#panel section:not([hidden]) li")?;
    for item in [
        "user_id → user, no action",
        "many ai_usage by batch_id, no action",
    ] {
        assert!(items.iter().any(|text| text.starts_with(item)), "{items:?}");
    }
    assert_eq!(page.value::<String>("location.hash")?, "#ai_batch");
    page.click("#panel section:not([hidden]) a[href='#ai_usage']")?;
    assert_eq!(told(&page)?, ["ai_usage"]);
    page.value::<()>("(history.back(), null)")?;
    page.wait_for("location.hash === '#ai_batch'")?;
    assert_eq!(told(&page)?, ["ai_batch"]);
    page.key("Escape")?;
    assert_eq!(told(&page)?, [""; 0]);
    page.click(&table("session"))?;
    page.click("#close")?;
    assert_eq!(told(&page)?, [""; 0]);
    page.assert_is_quiet()
}

#[test]
fn search_finds_tables_and_columns() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    page.key("/")?;
    page.write("token")?;
    let found: Vec<String> = page
        .value("[...document.querySelectorAll('#found li')].map((found) => found.dataset.name)")?;
    // By its name first, then those with such a column.
    assert_eq!(found, ["personal_access_token", "session", "ai_usage"]);
    let hits: BTreeSet<String> = page.value(
        "[...document.querySelectorAll('.searching .hit')].map((hit) => hit.dataset.name)",
    )?;
    assert_eq!(hits, found.into_iter().collect());
    page.key("ArrowDown")?;
    page.key("Enter")?;
    assert_eq!(told(&page)?, ["session"]);
    page.click("#search")?;
    page.write("batch.user id")?;
    assert_eq!(page.texts("#found [aria-selected=true]")?.len(), 1);
    assert_eq!(
        page.value::<String>("document.querySelector('#found li').dataset.name")?,
        "ai_batch"
    );
    page.key("Escape")?;
    page.write("no such thing")?;
    assert_eq!(
        page.texts("#found li")?,
        ["no table or column has “no such thing” in its name"]
    );
    page.key("Escape")?;
    assert_eq!(
        page.value::<String>("document.getElementById('search').value")?,
        ""
    );
    page.assert_is_quiet()
}

#[test]
fn everything_is_reached_with_the_keyboard() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    page.click("#theme")?;
    page.key("Tab")?;
    assert_eq!(page.value::<String>("document.activeElement.id")?, "canvas");
    let before = page.middle(&table("user"))?;
    page.key("ArrowRight")?;
    assert!(page.middle(&table("user"))?.x < before.x);
    page.key("0")?;
    for domain in Research::SCHEMA.domains {
        page.key("Tab")?;
        let focused: String = page.value("document.activeElement.textContent")?;
        assert_eq!(focused, domain.name);
    }
    let whole = scale(&page)?;
    page.key("Enter")?;
    assert!(scale(&page)? > whole, "a domain is zoomed to");
    page.key("0")?;
    page.key("Tab")?;
    let focused = || page.value::<String>("document.activeElement.dataset.name");
    assert_eq!(focused()?, "user");
    // To the right of users is what references them.
    page.key("ArrowRight")?;
    assert_eq!(focused()?, "account");
    page.key("ArrowUp")?;
    assert_eq!(focused()?, "session");
    page.key("ArrowDown")?;
    page.key("Enter")?;
    assert_eq!(told(&page)?, ["account"]);
    page.key("Escape")?;
    assert_eq!(focused()?, "account");
    page.assert_is_quiet()
}

#[test]
fn the_picture_is_moved_and_zoomed() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    let (user, first) = (page.middle(&table("user"))?, scale(&page)?);
    let to = Point {
        x: user.x + 60.0,
        y: user.y - 40.0,
    };
    page.drag(&user, &to)?;
    assert_eq!(told(&page)?, [""; 0], "a drag is no click");
    let moved = page.middle(&table("user"))?;
    assert!(
        (moved.x - to.x).abs() < 2.0 && (moved.y - to.y).abs() < 2.0,
        "{moved:?} {to:?}"
    );
    page.wheel(&moved, 300.0)?;
    page.wait_for(&format!(
        "document.getElementById('world').getCTM().a > {first}"
    ))?;
    let zoomed = page.middle(&table("user"))?;
    assert!(
        (zoomed.x - moved.x).abs() < 2.0,
        "what is under the mouse stays there"
    );
    page.click("#out")?;
    page.click("#all")?;
    assert!((scale(&page)? - first).abs() < 0.001);
    page.assert_is_quiet()
}

#[test]
fn it_is_dark_where_the_system_is() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    let paper = || page.value::<String>("getComputedStyle(document.body).backgroundColor");
    page.system_is("light")?;
    assert_eq!(paper()?, "rgb(255, 255, 255)");
    page.system_is("dark")?;
    assert_eq!(paper()?, "rgb(15, 20, 27)");
    page.click("#theme")?;
    assert_eq!(paper()?, "rgb(255, 255, 255)");
    page.assert_is_quiet()
}

#[test]
fn paper_has_everything_in_the_light() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    page.system_is("dark")?;
    page.click(&table("user"))?;
    page.hover("h1")?;
    page.value::<()>("(dispatchEvent(new Event('beforeprint')), null)")?;
    assert_eq!(page.value::<Vec<String>>(MISPLACED)?, [""; 0]);
    let dimmed = "document.querySelectorAll('.lit, .chosen, .outside').length";
    assert_eq!(page.value::<usize>(dimmed)?, 0);
    assert_eq!(
        page.value::<String>("document.documentElement.dataset.theme")?,
        "light"
    );
    page.value::<()>("(dispatchEvent(new Event('afterprint')), null)")?;
    assert_eq!(
        page.value::<String>("document.documentElement.dataset.theme")?,
        "dark"
    );
    assert_eq!(told(&page)?, ["user"]);
    page.assert_is_quiet()
}

#[test]
fn a_table_that_is_chosen_is_beside_the_panel() -> Outcome {
    let Some(page) = page(Research::SCHEMA)? else {
        return Ok(());
    };
    for chosen in ["extraction_result", "personal_access_token", "user"] {
        page.click("#search")?;
        page.write(chosen)?;
        page.key("Enter")?;
        assert_eq!(told(&page)?, [chosen]);
        let is_free: bool = page.value(
            "document.querySelector('.chosen .frame').getBoundingClientRect().right \
             <= document.getElementById('panel').getBoundingClientRect().left",
        )?;
        assert!(is_free, "{chosen}");
    }
    page.assert_is_quiet()
}

/// Tables of which a text is wider than they are, or that are not on the screen.
const MISPLACED: &str = "[...document.querySelectorAll('.table')].filter((table) => {
    const frame = table.querySelector('.frame').getBoundingClientRect();
    const screen = document.getElementById('canvas').getBoundingClientRect();
    const within = (inner, outer) => inner.left >= outer.left && inner.right <= outer.right
        && inner.top >= outer.top && inner.bottom <= outer.bottom;
    const texts = [...table.querySelectorAll('text')].map((text) => text.getBoundingClientRect());
    return !within(frame, screen) || texts.some((text) => text.width > 0 && !within(text, frame));
}).map((table) => table.dataset.name)";

#[test]
fn large_schemas_fit() -> Outcome {
    for (tables, domains) in [(35, 4), (300, 12), (300, 1)] {
        let Some(page) = page(large_schema::schema(tables, domains))? else {
            return Ok(());
        };
        assert_eq!(
            page.value::<Vec<String>>(MISPLACED)?,
            [""; 0],
            "{tables}, {domains}"
        );
        page.key("/")?;
        page.write(&format!("_{}", tables - 1))?;
        page.key("Enter")?;
        let told = told(&page)?;
        assert!(told[0].ends_with(&format!("_{}", tables - 1)), "{told:?}");
        // What was found is near enough to be read.
        assert!(scale(&page)? >= 0.55);
        page.assert_is_quiet()?;
    }
    Ok(())
}

#[test]
fn names_are_shown_as_they_are() -> Outcome {
    let Some(page) = page(nasty::SCHEMA)? else {
        return Ok(());
    };
    let names = page.texts(".table .name:not(.far-name)")?;
    assert_eq!(names, nasty::NAMES);
    assert_eq!(page.texts("h1")?, [nasty::SCHEMA.name]);
    for (number, name) in nasty::NAMES.iter().enumerate() {
        page.click(&format!("#t{number}"))?;
        assert_eq!(told(&page)?, [*name]);
        page.value::<()>("(location.reload(), null)")?;
        page.wait_for("performance.getEntriesByType('navigation')[0].type === 'reload'")?;
        page.wait_for("document.readyState === 'complete'")?;
        assert_eq!(told(&page)?, [*name]);
    }
    page.assert_is_quiet()
}
