CREATE TABLE "companies" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "owner_id" VARCHAR(21) NOT NULL,
    "parent_id" BIGINT,
    "kind" TEXT NOT NULL DEFAULT 'small',
    "name" VARCHAR(80) NOT NULL,
    CONSTRAINT "companies_kind_enum_check" CHECK ("kind" IN ('small', 'large\extra')),
    CONSTRAINT "companies_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "user" ("id") ON DELETE RESTRICT,
    CONSTRAINT "companies_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "companies" ("id") ON DELETE RESTRICT
);
CREATE INDEX "companies_owner_id_idx" ON "companies" ("owner_id");
CREATE INDEX "companies_parent_id_idx" ON "companies" ("parent_id");

CREATE TABLE "user" (
    "id" VARCHAR(21) NOT NULL,
    "email" TEXT COLLATE "NOCASE" NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'draft',
    "company_id" BIGINT,
    "manager_id" VARCHAR(21),
    "score" DOUBLE NOT NULL DEFAULT 0.5,
    "active" BOOLEAN NOT NULL DEFAULT TRUE,
    "settings" BLOB NOT NULL DEFAULT (jsonb('{}')),
    "created_at" TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMP NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f+00:00', 'now')),
    "joined_on" DATE NOT NULL DEFAULT CURRENT_DATE,
    "wakes_at" TIME NOT NULL DEFAULT CURRENT_TIME,
    "motto" TEXT NOT NULL DEFAULT (lower('NOTHING')),
    "avatar" BLOB,
    CONSTRAINT "user_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "user_email_key" UNIQUE ("email"),
    CONSTRAINT "user_score_check" CHECK (score >= 0),
    CONSTRAINT "user_email_check" CHECK (email LIKE '%@%'),
    CONSTRAINT "user_status_enum_check" CHECK ("status" IN ('draft', 'on ''hold''', 'done')),
    CONSTRAINT "user_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "user_manager_id_fkey" FOREIGN KEY ("manager_id") REFERENCES "user" ("id") ON DELETE SET NULL
);
CREATE INDEX "user_company_id_idx" ON "user" ("company_id");
CREATE INDEX "user_manager_id_idx" ON "user" ("manager_id");
CREATE INDEX "user_created_at_idx" ON "user" ("created_at" DESC, "email");

CREATE TABLE "order" (
    "tenant_id" VARCHAR(36) NOT NULL,
    "number" INTEGER NOT NULL,
    "user_id" VARCHAR(21) NOT NULL,
    "group" TEXT,
    CONSTRAINT "order_pkey" PRIMARY KEY ("tenant_id", "number"),
    CONSTRAINT "order_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
CREATE INDEX "order_user_id_idx" ON "order" ("user_id");

CREATE TABLE "order_lines" (
    "tenant_id" VARCHAR(36) NOT NULL,
    "order_number" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "price" NUMERIC NOT NULL,
    "quantity" INTEGER NOT NULL DEFAULT 1,
    "total" NUMERIC GENERATED ALWAYS AS (price * quantity) STORED NOT NULL,
    "an ""awkward"" `name`" TEXT,
    CONSTRAINT "order_lines_pkey" PRIMARY KEY ("tenant_id", "order_number", "position"),
    CONSTRAINT "order_lines_check" CHECK (price >= 0 AND quantity > 0),
    CONSTRAINT "order_lines_order_fkey" FOREIGN KEY ("tenant_id", "order_number") REFERENCES "order" ("tenant_id", "number") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "order_lines_order_idx" ON "order_lines" ("tenant_id", "order_number");

CREATE TABLE "tags" (
    "id" BLOB NOT NULL,
    "name" TEXT NOT NULL,
    "first_used" DATE DEFAULT CURRENT_DATE,
    CONSTRAINT "tags_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "tags_name_idx" ON "tags" ("name" DESC);

CREATE TABLE "departments" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "company_id" BIGINT NOT NULL,
    "head_id" VARCHAR(21) NOT NULL,
    "name" TEXT NOT NULL,
    CONSTRAINT "departments_company_id_fkey" FOREIGN KEY ("company_id") REFERENCES "companies" ("id") ON DELETE CASCADE,
    CONSTRAINT "departments_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "user" ("id")
);
CREATE UNIQUE INDEX "departments_company_id_name_idx" ON "departments" ("company_id", "name");
CREATE INDEX "departments_head_id_idx" ON "departments" ("head_id");

CREATE TABLE "profiles" (
    "user_id" VARCHAR(21) NOT NULL,
    "about" TEXT NOT NULL,
    CONSTRAINT "profiles_pkey" PRIMARY KEY ("user_id"),
    CONSTRAINT "profiles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user" ("id") ON DELETE CASCADE
);
