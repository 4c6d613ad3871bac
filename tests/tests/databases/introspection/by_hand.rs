//! Databases that people made.

use super::*;

on_databases!([sqlite], introspect_sqlite_key_without_name, |connection| {
    connection.batch_execute("CREATE TABLE parent (code TEXT NOT NULL PRIMARY KEY)")?;
    let found = introspect(connection)?.schema;
    connection.batch_execute(
        "DROP TABLE parent;
         CREATE TABLE parent (code TEXT NOT NULL, CONSTRAINT parent_pkey PRIMARY KEY (code))",
    )?;
    let wanted = introspect(connection)?.schema;
    assert!(schema_migrate::Diff::between_databases(&found, &wanted).is_empty());
    Ok(())
});

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

on_databases!([postgres], introspect_postgresql_by_hand, |connection| {
    connection.batch_execute(POSTGRES)?;
    // It fails in the middle, and leaves an index behind that nothing uses.
    let index = "CREATE UNIQUE INDEX CONCURRENTLY broken ON member ((1))";
    assert!(connection.batch_execute(index).is_err());
    let found = introspect(connection)?;
    assert_eq!(
        others(&found),
        [
            "view `view of members`",
            "materialized view `counted`",
            "sequence `counter`",
            "sequence `owned`",
            "partition `event_2020` on `event`",
            "table option `INHERITS member` on `child`",
            "table option `PARTITION BY RANGE (at)` on `event`",
            "table option `UNLOGGED` on `scratch`",
            "type `email`",
            "type `floats`",
            "type `pair`",
            "function `stamp()`",
            "function `auth.one()`",
            "procedure `nothing(IN a integer)`",
            "aggregate `total(integer)`",
            "trigger `stamp it` on `member`",
            "rule `quiet` on `member`",
            "policy `own rows` on `member`",
            "statistics `together` on `member`",
            "exclusion constraint `no overlap` on `booking`",
            "invalid index `broken` on `member`",
        ]
    );
    let sql = found.schema.create_script().to_string();
    for line in [
        "    \"mail\" email DEFAULT 'a@b.c'::text,",
        "    \"mood\" \"auth\".\"Mood\" DEFAULT 'so so',",
        "    \"moods\" \"auth\".\"Mood\"[] DEFAULT '{happy}',",
        "    \"number\" integer DEFAULT nextval('owned'::regclass),",
        "    \"at\" timestamptz(3) DEFAULT now(),",
        "    \"short\" varchar(5) COLLATE \"C\" DEFAULT 'it''s',",
        "    \"bits\" bit(3) DEFAULT '101'::\"bit\",",
        "    \"named\" text DEFAULT CURRENT_USER,",
        "    \"grid\" integer[] DEFAULT '{}',",
        "CREATE INDEX \"partial\" ON \"member\" (\"short\" COLLATE \"POSIX\" text_pattern_ops DESC NULLS LAST, \
         (lower((short)::text)) COLLATE \"POSIX\", (id + 1)) WHERE id > 10;",
        "CREATE TYPE \"auth\".\"Mood\" AS ENUM ('happy', 'so so');",
    ] {
        assert!(sql.contains(line), "{line}\nis not in\n{sql}");
    }
    let keyless = found.schema.tables.iter();
    let keyless: Vec<&str> = keyless
        .filter(|table| table.primary_key.is_none())
        .map(|table| table.name.name.as_str())
        .collect();
    assert_eq!(keyless, ["booking", "child", "event", "scratch"]);
    Ok(())
});

#[cfg(feature = "postgres")]
const POSTGRES: &str = r#"
CREATE SCHEMA auth;
CREATE TYPE auth."Mood" AS ENUM ('happy', 'so so');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TYPE pair AS (a int, b int);
CREATE TYPE floats AS RANGE (SUBTYPE = float8);
CREATE SEQUENCE counter;
CREATE SEQUENCE owned;
CREATE TABLE member (
    id serial PRIMARY KEY, mail email DEFAULT 'a@b.c', mood auth."Mood" DEFAULT 'so so',
    moods auth."Mood"[] DEFAULT '{happy}', number int DEFAULT nextval('owned'),
    at timestamp(3) with time zone DEFAULT now(), short varchar(5) COLLATE "C" DEFAULT 'it''s',
    bits bit(3) DEFAULT B'101', named text DEFAULT CURRENT_USER, grid int[][] DEFAULT '{}',
    dropped int, nothing varchar(3) DEFAULT NULL
);
ALTER TABLE member DROP dropped;
INSERT INTO member DEFAULT VALUES;
INSERT INTO member DEFAULT VALUES;
ALTER SEQUENCE owned OWNED BY member.number;
CREATE INDEX partial ON member (short COLLATE "POSIX" text_pattern_ops DESC NULLS LAST,
    lower(short) COLLATE "POSIX", (id + 1)) WHERE id > 10;
CREATE TABLE child (extra int) INHERITS (member);
CREATE UNLOGGED TABLE scratch (a int);
CREATE TABLE booking (during tsrange, CONSTRAINT "no overlap" EXCLUDE USING gist (during WITH &&));
CREATE TABLE event (at date) PARTITION BY RANGE (at);
CREATE TABLE event_2020 PARTITION OF event FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON event (at);
CREATE VIEW "view of members" AS SELECT id FROM member;
CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM member;
CREATE INDEX ON counted (count);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE FUNCTION auth.one() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE PROCEDURE nothing(a int) LANGUAGE sql AS '';
CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE TRIGGER "stamp it" BEFORE INSERT ON member FOR EACH ROW EXECUTE FUNCTION stamp();
CREATE RULE quiet AS ON DELETE TO member DO INSTEAD NOTHING;
CREATE POLICY "own rows" ON member USING (true);
CREATE STATISTICS together ON id, short FROM member;
CREATE TEMPORARY TABLE passing (a int);
"#;

on_databases!([postgres], introspect_another_search_path, |connection| {
    connection.batch_execute(
        "CREATE SCHEMA auth; CREATE SCHEMA hidden; CREATE TABLE hidden.t (id int PRIMARY KEY);
         CREATE TYPE hidden.level AS ENUM ('low');
         CREATE TABLE public.p (id int PRIMARY KEY);
         CREATE TABLE auth.a (id int REFERENCES hidden.t, p int REFERENCES public.p,
                              level hidden.level DEFAULT 'low');
         SET search_path = auth",
    )?;
    let found = introspect(connection)?.schema;
    assert_eq!(
        found.create_script().to_string(),
        "CREATE TABLE \"a\" (\n    \"id\" integer,\n    \"p\" integer,\n    \
         \"level\" \"hidden\".\"level\" DEFAULT 'low',\n    \
         CONSTRAINT \"a_id_fkey\" FOREIGN KEY (\"id\") REFERENCES \"hidden\".\"t\" (\"id\"),\n    \
         CONSTRAINT \"a_p_fkey\" FOREIGN KEY (\"p\") REFERENCES \"public\".\"p\" (\"id\")\n);\n"
    );
    Ok(())
});

on_databases!([mysql], introspect_mariadb_by_hand, |connection| {
    for statement in MARIADB {
        connection.batch_execute(statement)?;
    }
    let found = introspect(connection)?;
    assert_eq!(
        others(&found),
        [
            "view `view of members`",
            "sequence `counter`",
            "table option `ENGINE = MyISAM` on `keyless`",
            "table option `PARTITION BY` on `parts`",
            "function `one`",
            "procedure `nothing`",
            "trigger `stamp it` on `member`",
            "index `prefix` on `member`",
            "event `daily`",
        ]
    );
    assert_eq!(found.schema.create_script().to_string(), MARIADB_AGAIN);
    connection.batch_execute("DROP VIEW `view of members`")?;
    assert_stable(connection, &found.schema)
});

#[cfg(feature = "mysql")]
const MARIADB: [&str; 11] = [
    r"CREATE TABLE member (
        id INT(5) AUTO_INCREMENT PRIMARY KEY, flag BOOL DEFAULT 1, tiny TINYINT(2) UNSIGNED DEFAULT 3,
        price NUMERIC(9, 2) DEFAULT 1.50, name VARCHAR(20) CHARACTER SET latin1 DEFAULT 'it''s \\',
        kind ENUM('A b', 'c''d') DEFAULT 'A b', positive INT CHECK (positive > 0),
        document JSON DEFAULT '{}' CHECK (json_length(document) > 0), moment DATETIME DEFAULT now(),
        year YEAR, bits BIT(3) DEFAULT b'101', `long` TEXT DEFAULT 'x', twice INT AS (id * 2) VIRTUAL,
        said LONGTEXT COMMENT 'it''s \\ a ☠', bin VARCHAR(9) COLLATE utf8mb4_bin,
        UNIQUE KEY by_name (name), KEY prefix (`long`(10)), UNIQUE KEY down (flag DESC, tiny),
        FULLTEXT KEY words (said)
    ) COMMENT 'who\'s \\ in'",
    "CREATE TABLE child (id INT, member_id INT, CONSTRAINT `to member` FOREIGN KEY (member_id)
        REFERENCES member (id) ON DELETE RESTRICT ON UPDATE CASCADE)",
    "CREATE TABLE keyless (a INT) ENGINE = MyISAM",
    "CREATE TABLE parts (a INT) PARTITION BY HASH (a) PARTITIONS 2",
    "CREATE SEQUENCE counter",
    "CREATE VIEW `view of members` AS SELECT id FROM member",
    "CREATE FUNCTION one() RETURNS INT DETERMINISTIC RETURN 1",
    "CREATE PROCEDURE nothing() SELECT 1",
    "CREATE TRIGGER `stamp it` BEFORE INSERT ON member FOR EACH ROW SET NEW.flag = 1",
    "CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DO SELECT 1",
    "CREATE TEMPORARY TABLE passing (a INT)",
];

#[cfg(feature = "mysql")]
const MARIADB_AGAIN: &str = r"CREATE TABLE `member` (
    `id` INT NOT NULL AUTO_INCREMENT,
    `flag` BOOLEAN DEFAULT TRUE,
    `tiny` TINYINT UNSIGNED DEFAULT 3,
    `price` DECIMAL(9,2) DEFAULT 1.5,
    `name` VARCHAR(20) COLLATE `latin1_swedish_ci` DEFAULT 'it''s \\',
    `kind` enum('A b','c''d') DEFAULT 'A b',
    `positive` INT,
    `document` LONGTEXT COLLATE `utf8mb4_bin` DEFAULT ('{}'),
    `moment` DATETIME DEFAULT CURRENT_TIMESTAMP,
    `year` year(4),
    `bits` bit(3) DEFAULT (b'101'),
    `long` text DEFAULT ('x'),
    `twice` INT GENERATED ALWAYS AS (`id` * 2) VIRTUAL,
    `said` LONGTEXT COMMENT 'it''s \\ a ☠',
    `bin` VARCHAR(9) COLLATE `utf8mb4_bin`,
    PRIMARY KEY (`id`),
    CONSTRAINT `by_name` UNIQUE (`name`),
    CONSTRAINT `document` CHECK (json_length(`document`) > 0),
    CONSTRAINT `positive` CHECK (`positive` > 0),
    UNIQUE INDEX `down` (`flag` DESC, `tiny`),
    FULLTEXT INDEX `words` (`said`)
) COMMENT = 'who''s \\ in';

CREATE TABLE `child` (
    `id` INT,
    `member_id` INT,
    CONSTRAINT `to member` FOREIGN KEY (`member_id`) REFERENCES `member` (`id`) ON UPDATE CASCADE
);

CREATE TABLE `keyless` (
    `a` INT
);

CREATE TABLE `parts` (
    `a` INT
);
";

on_databases!([mysql], introspect_no_database, |connection| {
    connection.batch_execute(
        "CREATE DATABASE schema_test_gone; USE schema_test_gone; DROP DATABASE schema_test_gone",
    )?;
    let found = connection.introspect(&IntrospectOptions::default());
    let message = found.map_err(|error| error.to_string());
    let expected = "the connection has no current database; name one in its URL";
    assert_eq!(message.err().as_deref(), Some(expected));
    Ok(())
});

on_databases!([sqlite], introspect_a_broken_sqlite, |connection| {
    // Who writes into the catalog may write anything.
    connection.batch_execute(
        "CREATE TABLE broken (a);
         PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET sql = 'CREATE TABLE broken (a ''b'",
    )?;
    let found = connection.introspect(&IntrospectOptions::default());
    let message = found.map_err(|error| error.to_string());
    let expected = "cannot read the SQL of `broken`: `'` at byte 23 is not closed";
    assert_eq!(message.err().as_deref(), Some(expected));
    Ok(())
});
