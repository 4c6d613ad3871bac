PRAGMA defer_foreign_keys = ON;

DROP TABLE "profiles";
DROP TABLE "departments";
DROP TABLE "tags";
DROP TABLE "order_lines";
DROP TABLE "order";
DROP TABLE "user";
DROP TABLE "companies";
