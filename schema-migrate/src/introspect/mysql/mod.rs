//! What MySQL and MariaDB say: their `information_schema`.
