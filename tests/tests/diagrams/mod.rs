//! Pictures of schemas: what is in the file, and the page in a real browser.

mod browser;
mod nasty;
mod page;
mod picture;
