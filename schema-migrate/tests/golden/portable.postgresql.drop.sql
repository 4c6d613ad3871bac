ALTER TABLE "companies" DROP CONSTRAINT "companies_owner_id_fkey";

DROP TABLE "profiles";
DROP TABLE "departments";
DROP TABLE "tags";
DROP TABLE "order_lines";
DROP TABLE "order";
DROP TABLE "user";
DROP TABLE "companies";

DROP TYPE "user_status";
