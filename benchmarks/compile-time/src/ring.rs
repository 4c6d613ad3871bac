//! Models in a ring: each references the next two, with relations both ways; and nested queries over
//! them, under the compiler's usual recursion limit.

use std::fmt::Write;

/// So many models, and queries over them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ring {
    pub(crate) tables: u16,
    pub(crate) queries: u16,
}

impl Ring {
    /// The name of the crate.
    pub(crate) fn crate_name(self) -> String {
        format!("ring-{}-{}", self.tables, self.queries)
    }

    /// The code of the crate.
    pub(crate) fn code(self) -> String {
        let mut code = "use diesel::prelude::*;\nuse schema_core::prelude::*;\n".to_owned();
        for table in 0..self.tables {
            code += &self.model(table);
        }
        let models: Vec<String> = (0..self.tables)
            .map(|table| format!("Node{table:03}"))
            .collect();
        let models = models.join(", ");
        let _ = writeln!(
            code,
            "schema_core::schema! {{ pub struct All; all: [{models}] }}"
        );
        for query in 0..self.queries {
            code += &self.query(query);
        }
        code
    }

    /// The model so many places on.
    fn next(self, table: u16, places: u16) -> u16 {
        (table + places) % self.tables
    }

    /// The model so many places back.
    fn back(self, table: u16, places: u16) -> u16 {
        (table + self.tables - places) % self.tables
    }

    fn model(self, table: u16) -> String {
        format!(
            "#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone)]\n\
             #[relation(many, firsts: Node{:03}, via = first_id)]\n\
             #[relation(many, seconds: Node{:03}, via = second_id)]\n\
             pub struct Node{table:03} {{\n    \
                 pub id: i32,\n    pub name: String,\n    pub position: i32,\n    \
                 #[references(Node{:03})]\n    pub first_id: i32,\n    \
                 #[references(Node{:03})]\n    pub second_id: Option<i32>,\n\
             }}\n",
            self.back(table, 1),
            self.back(table, 2),
            self.next(table, 1),
            self.next(table, 2),
        )
    }

    /// A query with five relations, three levels deep, and a count.
    fn query(self, query: u16) -> String {
        let table = self.next(0, 2 * query % self.tables);
        let (next, before) = (self.next(table, 1), self.back(table, 1));
        let below = self.back(before, 2);
        format!(
            "pub fn query{query}(connection: &mut SqliteConnection) -> QueryResult<usize> {{\n    \
                 let rows = node{table:03}s::table\n        \
                     .filter(node{table:03}s::position.gt(3))\n        \
                     .with(Node{table:03}::first().with(Node{next:03}::second()))\n        \
                     .with(Node{table:03}::firsts().order(node{before:03}s::id)\n            \
                         .with(Node{before:03}::seconds().filter(node{below:03}s::position.gt(1))\n                \
                             .with(Node{below:03}::first())))\n        \
                     .with(Node{table:03}::seconds().count())\n        \
                     .load(connection)?;\n    \
                 let counts = rows.iter().map(|row| row.first().name.len()\n        \
                     + row.firsts().iter().map(|one| one.seconds().len()).sum::<usize>());\n    \
                 Ok(counts.sum())\n\
             }}\n"
        )
    }
}
