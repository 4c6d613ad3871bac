//! What PostgreSQL says: its catalogs.
