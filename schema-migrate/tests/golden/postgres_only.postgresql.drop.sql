DROP TABLE "search"."chunk";
DROP TABLE "search"."document";

DROP TYPE "types"."level";

DO $$
BEGIN
    DROP SCHEMA "search";
EXCEPTION WHEN dependent_objects_still_exist THEN
    NULL; -- others use it
END
$$;
DO $$
BEGIN
    DROP SCHEMA "types";
EXCEPTION WHEN dependent_objects_still_exist THEN
    NULL; -- others use it
END
$$;
