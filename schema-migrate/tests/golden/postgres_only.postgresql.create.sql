CREATE SCHEMA IF NOT EXISTS "types";
CREATE SCHEMA IF NOT EXISTS "search";

CREATE TYPE "types"."level" AS ENUM ('low', 'high');
COMMENT ON TYPE "types"."level" IS 'How high.';

CREATE TABLE "search"."document" (
    "id" bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    "parent_id" bigint,
    "title" text NOT NULL,
    "slug" text,
    "position" integer NOT NULL DEFAULT -1,
    "tags" text[] NOT NULL DEFAULT '{}',
    "levels" "types"."level"[] NOT NULL,
    "colors" text[],
    "valid" int4range,
    "address" inet,
    "words" tsvector,
    CONSTRAINT "document_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "document_slug_key" UNIQUE NULLS NOT DISTINCT ("slug"),
    CONSTRAINT "document_position_key" UNIQUE ("position") DEFERRABLE,
    CONSTRAINT "document_colors_enum_check" CHECK (array_remove("colors"::text[], NULL) <@ ARRAY['red', 'blue']),
    CONSTRAINT "document_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "search"."document" ("id") DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX "document_tags_idx" ON "search"."document" USING "gin" ("tags");
CREATE UNIQUE INDEX "document_lower_slug_idx" ON "search"."document" ((lower(slug))) WHERE slug IS NOT NULL;
CREATE INDEX "document_title_idx" ON "search"."document" ("title" COLLATE "C" text_pattern_ops, "slug" DESC NULLS LAST) INCLUDE ("position");
CREATE UNIQUE INDEX "document_parent_id_idx" ON "search"."document" ("parent_id") NULLS NOT DISTINCT;
COMMENT ON TABLE "search"."document" IS 'What is searched.';

CREATE TABLE "search"."chunk" (
    "id" bigserial NOT NULL,
    "document_id" bigint NOT NULL DEFAULT 1,
    "level" "types"."level" NOT NULL,
    CONSTRAINT "chunk_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "chunk_check" CHECK (document_id <> 0),
    CONSTRAINT "chunk_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "search"."document" ("id") ON DELETE SET DEFAULT
);
