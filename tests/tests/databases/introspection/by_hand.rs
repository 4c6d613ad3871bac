//! Databases that people made.

use super::*;

on_databases!([sqlite], introspect_sqlite_by_hand, |connection| {
    connection.batch_execute(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY, \"Name\" text COLLATE nocase UNIQUE);
         CREATE TABLE [the child] ( -- a comment, with a comma
             a int CONSTRAINT positive CHECK (a > 0) DEFAULT -1,
             b REFERENCES PARENT ON DELETE SET NULL MATCH FULL NOT DEFERRABLE,
             c varchar ( 10 ) NOT NULL DEFAULT \"quoted\" REFERENCES parent(NAME) DEFERRABLE,
             d real AS (a * 2) /* virtual */, e TEXT GENERATED ALWAYS AS (c || ')') STORED,
             f unsigned big int DEFAULT (abs(-1)), g DEFAULT NULL, h DEFAULT word, i DEFAULT x'00',
             PRIMARY KEY (A, c DESC) ON CONFLICT IGNORE
             UNIQUE (a, b), CHECK (a <> 5), CHECK (a <> 6),
             CONSTRAINT [key to parent] FOREIGN KEY (a) REFERENCES parent ON UPDATE CASCADE
         ) WITHOUT ROWID;
         CREATE TABLE strict_one (id INTEGER PRIMARY KEY AUTOINCREMENT, n ANY) STRICT;
         CREATE TABLE no_key (a);
         CREATE INDEX partial ON parent (\"Name\" COLLATE BINARY DESC, (id + 1), lower(\"Name\"))
             WHERE id > 10 -- a comment
         ;
         CREATE VIEW seen AS SELECT 1;
         CREATE TRIGGER stamp AFTER INSERT ON parent BEGIN SELECT 1; END;
         CREATE VIRTUAL TABLE words USING fts5(word);",
    )?;
    let found = introspect(connection)?;
    assert_eq!(
        others(&found),
        [
            "view `seen`",
            "virtual table `words`",
            "table option `STRICT` on `strict_one`",
            "table option `WITHOUT ROWID` on `the child`",
            "trigger `stamp` on `parent`",
        ]
    );
    let expected = r#"CREATE TABLE "no_key" (
    "a" 
);

CREATE TABLE "parent" (
    "id" INTEGER NOT NULL,
    "Name" TEXT COLLATE "nocase",
    PRIMARY KEY ("id"),
    CONSTRAINT "parent_Name_key" UNIQUE ("Name")
);
CREATE INDEX "partial" ON "parent" ("Name" COLLATE "BINARY" DESC, (id + 1), (lower("Name"))) WHERE id > 10;

CREATE TABLE "strict_one" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "n" ANY
);

CREATE TABLE "the child" (
    "a" int NOT NULL DEFAULT -1,
    "b" ,
    "c" VARCHAR(10) NOT NULL DEFAULT 'quoted',
    "d" real GENERATED ALWAYS AS (a * 2) VIRTUAL,
    "e" TEXT GENERATED ALWAYS AS (c || ')') STORED,
    "f" unsigned big int DEFAULT (abs(-1)),
    "g" ,
    "h"  DEFAULT 'word',
    "i"  DEFAULT (x'00'),
    PRIMARY KEY ("a", "c"),
    CONSTRAINT "the child_a_b_key" UNIQUE ("a", "b"),
    CONSTRAINT "positive" CHECK (a > 0),
    CONSTRAINT "the child_check" CHECK (a <> 5),
    CONSTRAINT "the child_check1" CHECK (a <> 6),
    CONSTRAINT "key to parent" FOREIGN KEY ("a") REFERENCES "parent" ("id") ON UPDATE CASCADE,
    CONSTRAINT "the child_b_fkey" FOREIGN KEY ("b") REFERENCES "parent" ("id") ON DELETE SET NULL,
    CONSTRAINT "the child_c_fkey" FOREIGN KEY ("c") REFERENCES "parent" ("Name") DEFERRABLE
);
"#;
    assert_eq!(found.schema.create_script().to_string(), expected);
    connection.batch_execute(
        "DROP TRIGGER stamp; DROP VIEW seen; DROP TABLE words; DELETE FROM parent",
    )?;
    assert_stable(connection, &found.schema)
});
