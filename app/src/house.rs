//! Puts the rooms together: every slice's routes, words, grants, panels and navigation, in one place and one order.

use crate::args::Place;
use anyhow::{Context, bail};
use db::{Db, Keys, Sealer};
use files::Files;
use kernel::{Actor, Env, Grant};
use std::{path::PathBuf, sync::Arc};
use web::{App, NavItem, PanelFn, Routes};

/// One slice as the house sees it.
pub struct Room {
    pub name: &'static str,
    pub locales: (&'static str, &'static str),
    pub routes: fn() -> Routes,
    pub grants: fn() -> Vec<Grant>,
    pub statements: fn() -> Vec<db::Sql>,
    pub families: fn() -> Vec<String>,
    pub nav: &'static [NavItem],
    pub panels: fn() -> Vec<(&'static str, PanelFn)>,
}

include!("rooms.rs");

/// Every locale, the platform's first.
pub fn locales() -> Vec<(&'static str, &'static str)> {
    std::iter::once(web::LOCALES).chain(rooms().into_iter().map(|r| r.locales)).collect()
}

/// An opened house without its door: for commands.
pub struct House {
    pub db: Db,
    pub keys: Keys,
    pub files: Files,
    pub env: Env,
    pub sealer: Arc<Sealer>,
}

impl House {
    /// Opens (and migrates) the data of `place`.
    pub async fn open(place: &Place) -> anyhow::Result<House> {
        House::open_with(place, Env::system()).await
    }

    pub async fn open_with(place: &Place, env: Env) -> anyhow::Result<House> {
        i18n::register(&locales()).map_err(|e| anyhow::anyhow!("words: {e}"))?;
        let (url, keys) = where_it_is(place)?;
        if place.database_url.is_none() {
            let file = place.data.join("sila.db");
            owners_file(&file).with_context(|| format!("cannot use {}", file.display()))?;
        }
        let db = Db::open(&url).await?;
        let keys = Keys::open(&keys).with_context(|| format!("cannot use the key folder {}", keys.display()))?;
        accounts::use_key(keys.secret("accounts", true).context("the key of the portal's door")?);
        wire();
        messages::set_key(keys.secret("messages", true).context("the key of the channels' secrets")?);
        let file_key = file_key(&db, &keys).await?;
        let files = Files::open(&place.data.join("files"), file_key).with_context(|| format!("cannot use {}", place.data.join("files").display()))?;
        let sealer = Arc::new(Sealer::new(&db, &keys).context("the sealing key")?);
        let house = House { db, keys, files, env, sealer };
        house.seed().await?;
        Ok(house)
    }

    /// What a new database begins with, and what a later version adds.
    async fn seed(&self) -> anyhow::Result<()> {
        let grants: Vec<Grant> = rooms().iter().flat_map(|r| (r.grants)()).collect();
        staff::seed_grants(&self.env, &self.db, &grants).await?;
        documents::tell_catalogue(&mut self.db.reader()).await?;
        let mut tx = self.db.begin(&Actor::system()).await?;
        if services::seed(&mut tx, &self.env).await? > 0 {
            tx.commit().await?;
        }
        Ok(())
    }

    /// In whose name a command acts.
    pub async fn actor(&self, place: &Place) -> anyhow::Result<Actor> {
        let Some(name) = &place.as_user else { bail!("say in whose name: --as USERNAME") };
        match staff::actor_by_username(&mut self.db.reader(), name).await? {
            Some(a) => Ok(a),
            None => bail!("there is no active employee called {name}"),
        }
    }

    /// Seals what the command wrote and closes. Call at the end of every command.
    pub async fn close(self) -> anyhow::Result<()> {
        self.sealer.seal(self.env.now()).await?;
        self.db.close().await;
        Ok(())
    }

    pub fn app(&self, demo: bool, secure_cookies: bool) -> anyhow::Result<Arc<App>> {
        let all = rooms();
        staff::set_registry(all.iter().flat_map(|r| (r.grants)().into_iter().map(|g| (r.name, g.permission))).collect());
        staff::register_settings([requests::SETTINGS, committee::SETTINGS, site::SETTINGS, messages::SETTINGS, letters::SETTINGS, accounts::SETTINGS].concat());
        let app = web::Builder {
            db: self.db.clone(),
            files: self.files.clone(),
            env: self.env.clone(),
            secrets: web::Secrets { key: self.keys.secret("forms", true)?, secure_cookies },
            demo,
            gate: Box::new(staff::StaffGate::default()),
            door: Some(Box::new(accounts::PortalDoor::new())),
            nav: navigation(&all),
            routes: all.iter().map(|r| (r.routes)()).collect(),
            slots: all.iter().flat_map(|r| (r.panels)()).collect(),
            tries_per_minute: 60,
        }
        .build();
        Ok(app)
    }
}

/// What a room does when something happens in one below it. Commands write as pages do: they are wired alike.
fn wire() {
    messages::listen(vec![requests::on_settled, applications::on_settled]);
    messages::take_in(contacts::on_came);
    people::listen(vec![accounts::on_numbers_gone]);
    applications::followers(vec![papers_follow, portal::on_matched]);
}

/// Papers lie beside applications, on one floor: they are brought together here.
fn papers_follow<'a>(
    tx: &'a mut db::Tx,
    _env: &'a Env,
    m: &'a applications::Matched,
) -> std::pin::Pin<Box<dyn Future<Output = kernel::Result<()>> + Send + 'a>> {
    Box::pin(async move {
        if m.from != m.to {
            papers::move_file(tx, m.from, m.to, m.branch).await?;
        }
        Ok(())
    })
}

/// The order of the side navigation: the officer's day, not the order of floors.
fn navigation(all: &[Room]) -> Vec<NavItem> {
    let order = ["/desk", "/files", "/requests", "/contacts", "/letters", "/research", "/committee", "/delivery", "/services"];
    let mut nav: Vec<NavItem> = all.iter().flat_map(|r| r.nav.iter().copied()).collect();
    nav.sort_by_key(|n| order.iter().position(|o| *o == n.href).unwrap_or(order.len()));
    nav
}

/// Makes the data folder, if it is not there, for its owner's eyes alone. One made by the operator keeps the rights he gave it.
fn owners_folder(folder: &std::path::Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the database file, if it is not there, readable by its owner alone; what the database puts beside it takes the same rights.
fn owners_file(path: &std::path::Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(e),
        _ => Ok(()),
    }
}

/// The database's address and the key folder.
fn where_it_is(place: &Place) -> anyhow::Result<(String, PathBuf)> {
    owners_folder(&place.data).with_context(|| format!("cannot use the data folder {}", place.data.display()))?;
    let beside = || {
        let mut name = place.data.file_name().unwrap_or_default().to_os_string();
        name.push(".keys");
        place.data.with_file_name(name)
    };
    match &place.database_url {
        Some(url) => match &place.keys {
            Some(k) => Ok((url.clone(), k.clone())),
            None => bail!("with --database-url say where the keys are: --keys DIR"),
        },
        None => Ok((Db::sqlite_url(&place.data), place.keys.clone().unwrap_or_else(beside))),
    }
}

/// The key of the scans. If there are scans already, it must be there: a new one could not open them.
async fn file_key(db: &Db, keys: &Keys) -> anyhow::Result<[u8; 32]> {
    match keys.secret("files", false) {
        Ok(k) => Ok(k),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
            if documents::any_scan(&mut db.reader()).await? || letters::any_scan(&mut db.reader()).await? {
                bail!(
                    "the key of the scans (files.key) is not in {}: bring it back from your recovery copy; without it they cannot be opened",
                    keys.folder().display()
                );
            }
            Ok(keys.secret("files", true)?)
        }
        Err(e) => Err(e).context("the key of the scans"),
    }
}

/// For a command that only looks: opens what is there, migrates nothing, makes nothing.
pub async fn open_to_read(place: &Place) -> anyhow::Result<(Db, Keys)> {
    let (url, keys) = where_it_is(place)?;
    if place.database_url.is_none() && !place.data.join("sila.db").exists() {
        bail!("there is no database in {}", place.data.display());
    }
    let db = Db::open(&url).await?;
    Ok((db, Keys::open(&keys)?))
}
