//! Signing in, rights, the first run: over the pages with a real session, and on both databases.

mod cases;
