//! The way in: guarded routes, sessions' cookies, CSRF, forms with their errors, pages.
//! A slice declares its table with [`Routes`]; a handler takes one [`Cx`], which only the guard can make.

mod app;
mod assets;
mod cookies;
mod cx;
mod form;
mod guard;
mod limits;
mod listen;
mod pages;
mod routes;
mod shell;
mod views;

pub use app::{App, Builder, Door, DoorAnswer, Gate, Mark, NavItem, OrgNames, Outside, PanelFn, SignedIn};
pub use cookies::{PERSON as PERSON_COOKIE, Secrets, session_token};
pub use cx::{Answer, Cx, Entry};
pub use form::{Form, Upload};
pub use guard::router;
pub use limits::{counted_address, counted_line};
pub use listen::{Patience, listen};
pub use pages::{download, own_path, page, page_kept, page_with, picture, redirect, text};
pub use routes::{Access, Method, RouteRow, Routes};
pub use shell::{DualAt, Errors, MoneyText, Opt, Shell, Whole};
pub use views::{CheckItem, ClockView, DateRaw, Link, QueueRow, RailStep, ThreadItem};

pub use axum::response::Response;
pub use http::StatusCode;

pub const LOCALES: (&str, &str) = (include_str!("../locales/ar.ftl"), include_str!("../locales/en.ftl"));
