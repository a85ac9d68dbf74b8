//! An invented association, filled in bulk: people, households, files, documents, contacts, requests in every state. The same content for
//! a seed, counted from a fixed day. Every file says in its old number that it is an invention.

mod case;
mod cast;
mod door;
mod family;
mod names;
mod papers;
mod pictures;
mod road;
mod rounds;
mod serving;
mod twist;

pub use serving::fill_for_serving;

use crate::house::House;
use anyhow::{Context, bail};
use beneficiaries::{Status, bulk::BulkFile};
use cast::{Cast, Who};
use committee::rules::{Attendance, Position};
use contacts::{Channel, Contact, Direction, Outcome, Stage};
use db::{Db, Tx, settings};
use family::Family;
use i18n::dates::hijri_year;
use kernel::{Actor, At, Day, Env, Event, FixedClock, HOUR_MS, Id, Money, Permit, SeededIds};
use rand::Rng;
use requests::rules::{State, floor::ClockSettings, number};
use road::Road;
use services::{Gives, Service};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};
use twist::Twist;

/// The setting that says: nobody in here is real.
const MARK: &str = "demo";
/// Families in one transaction.
const CHUNK: usize = 100;
/// Below how many riyals the manager decides in the committee's place, where nobody was named yet.
const DELEGATE_BELOW: i64 = 2000;
/// Weeks the committee has met.
const WEEKS: i32 = 108;

pub struct Options<'a> {
    pub files: usize,
    pub seed: u64,
    /// When "now" is in the invention.
    pub base: At,
    /// One family in so many has papers really scanned, and how many of them at most.
    pub scanned_one_in: usize,
    pub scans_each: usize,
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What was made.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub files: usize,
    pub people: usize,
    pub documents: usize,
    pub scans: usize,
    pub contacts: usize,
    pub requests: usize,
    pub deliveries: usize,
}

/// Noon of the day every `sila demo` counts from.
pub fn fixed_base() -> At {
    Day::from_ymd(2026, 11, 22).map_or(At(0), |d| d.start().plus_ms(12 * HOUR_MS))
}

/// The seeds a database was filled with; empty for one that was not.
pub async fn seeds(db: &Db) -> anyhow::Result<Vec<u64>> {
    Ok(match settings::latest(&mut db.reader(), MARK).await? {
        Some((_, text)) => serde_json::from_str(&text)?,
        None => vec![],
    })
}

/// Fills. `stand_in`: whoever takes the parts nobody is employed for; without him the sample users are made.
pub async fn fill(house: &House, stand_in: Option<&Actor>, o: &Options<'_>) -> anyhow::Result<Counts> {
    let mut before = seeds(&house.db).await?;
    if before.contains(&o.seed) {
        bail!("this database holds the people of seed {} already: take another --seed", o.seed);
    }
    if before.is_empty() && beneficiaries::bulk::any(&mut house.db.reader()).await? {
        bail!("this database holds files that are not invented: demo data goes into an empty one");
    }
    let clock = FixedClock::new(o.base);
    let env = Env::new(clock.clone(), SeededIds::new(o.seed));
    let cast = match stand_in {
        Some(actor) => cast::find(&house.db, Some(actor)).await?,
        None => cast::hire(&env, &house.db).await?,
    };
    let actor = stand_in.cloned().unwrap_or_else(Actor::system);
    name_delegate(&clock, &env, &house.db, &cast).await?;
    let mut filler = Filler::new(house, env, clock, &cast, o).await?;
    let roads = filler.roads();
    let numbers = filler.begin(&actor, &roads).await?;
    let mut counts = Counts::default();
    for (chunk, part) in roads.chunks(CHUNK).enumerate() {
        filler.chunk(&actor, chunk * CHUNK, part, &numbers, &mut counts).await?;
        (o.progress)(counts.files, o.files);
    }
    before.push(o.seed);
    let mut tx = house.db.begin(&actor).await?;
    settings::set(&mut tx, MARK, &serde_json::to_string(&before)?, o.base).await?;
    tx.record(o.base, Event::new("demo.filled", "setting", Id::NIL).fact("files", counts.files).fact("requests", counts.requests).fact("seed", o.seed));
    tx.commit().await?;
    Ok(counts)
}

/// The manager decides what is small, from before the first sitting on. Whoever was named already stays.
async fn name_delegate(clock: &FixedClock, env: &Env, db: &Db, cast: &Cast) -> anyhow::Result<()> {
    let ((seen, _), Some(manager)) = (committee::delegate(&mut db.reader()).await?, &cast.manager) else { return Ok(()) };
    if seen > 0 {
        return Ok(());
    }
    let permit = Permit::check(&Actor::system(), committee::perm::MANAGE).context("the system may name a delegate")?;
    let delegate = committee::rules::Delegate { employee: manager.id, below: Money::riyals(DELEGATE_BELOW) };
    let now = env.now();
    clock.set(now.plus_days(-7 * i64::from(WEEKS) - 7));
    let named = committee::actions::settings::set_delegate(env, db, &permit, seen, Some(delegate)).await;
    clock.set(now);
    Ok(named?)
}

/// One request to come: which service, and its road.
struct Way {
    service: usize,
    road: Road,
}

/// Numbers by file and place among its requests.
type Given = HashMap<(usize, usize), case::Numbers>;

struct Filler<'a> {
    house: &'a House,
    env: Env,
    clock: Arc<FixedClock>,
    cast: &'a Cast,
    o: &'a Options<'a>,
    services: Vec<Service>,
    types: Vec<documents::DocumentType>,
    pictures: Vec<pictures::Picture>,
    sittings: Vec<(Id, Day)>,
    signature: (Id, String),
    /// Who decides below which amount.
    delegate: Option<(&'a Who, Money)>,
    /// Raised before the next sitting.
    agenda: usize,
}

impl<'a> Filler<'a> {
    async fn new(house: &'a House, env: Env, clock: Arc<FixedClock>, cast: &'a Cast, o: &'a Options<'a>) -> anyhow::Result<Filler<'a>> {
        let mut q = house.db.reader();
        let services: Vec<Service> = services::all(&mut q).await?.into_iter().filter(|s| s.active).collect();
        if services.is_empty() {
            bail!("the service catalogue is empty");
        }
        let sittings = road::sittings(o.base, WEEKS).into_iter().map(|d| (env.id(), d)).collect();
        let (_, named) = committee::delegate(&mut q).await?;
        let delegate = cast.manager.as_ref().and_then(|m| named.filter(|d| d.employee == m.id).map(|d| (m, d.below)));
        let drawn = house.files.put(env.id(), pictures::signature()?).await?;
        Ok(Filler {
            types: documents::types(&mut q).await?,
            pictures: pictures::papers(&house.files, || env.id())?,
            signature: (drawn.id, drawn.digest),
            house,
            env,
            clock,
            cast,
            o,
            services,
            sittings,
            delegate,
            agenda: 0,
        })
    }

    /// An id that begins with an instant.
    fn id(&self, at: At) -> Id {
        self.clock.set(at);
        let id = self.env.id();
        self.clock.set(self.o.base);
        id
    }

    /// What will happen to every file, before any is made: numbers follow time, not the order of making.
    fn roads(&self) -> Vec<Vec<Way>> {
        let days: Vec<Day> = self.sittings.iter().map(|s| s.1).collect();
        let mut next = 0;
        (0..self.o.files)
            .map(|index| {
                let created = family::created(self.o.base, index, self.o.files);
                let old = family::days(created, self.o.base);
                let mut rng = family::randomness(self.o.seed ^ 0x5EED, index);
                let wanted = if index < road::SHARES.len() + twist::HOW_MANY_SURE { 1 } else { [0, 1, 1, 1, 2][rng.random_range(0..5)] };
                let category = [family::category(self.o.seed, index).to_owned()];
                let fit: Vec<usize> = (0..self.services.len()).filter(|s| self.services[*s].body.is_for(&category)).collect();
                let mut ways: Vec<Way> = (0..wanted)
                    .map(|_| {
                        let mut service = if fit.is_empty() { rng.random_range(0..self.services.len()) } else { fit[rng.random_range(0..fit.len())] };
                        let (state, mut twist) = twist::draw(&mut rng, next, old, road::SHARES.len(), |rng| road::state(rng, next, old));
                        next += 1;
                        if twist == Twist::Delegate {
                            match fit.iter().find(|s| self.delegated(&self.services[**s])) {
                                Some(small) => service = *small,
                                None => twist = Twist::Plain,
                            }
                        }
                        let study = self.services[service].body.study_needed();
                        Way { service, road: road::road(&mut rng, self.o.base, (state, twist), created, study, &days) }
                    })
                    .collect();
                // Papers of the first serve the second.
                ways.sort_by_key(|w| w.road.created);
                // What is waited for is not brought in by another request.
                if let Some(at) = ways.iter().position(|w| w.road.told.is_some()) {
                    ways = vec![ways.swap_remove(at)];
                }
                ways
            })
            .collect()
    }

    /// Whether the delegate decides this service's smaller sums of money.
    fn delegated(&self, s: &Service) -> bool {
        let b = &s.body;
        self.delegate.is_some() && b.gives == Gives::Money && b.decided_by_role == "manager" && b.delegate_below.is_some_and(|m| m >= Money::riyals(200))
    }

    /// Committee and sittings, and all numbers in the order of time.
    async fn begin(&mut self, actor: &Actor, roads: &[Vec<Way>]) -> anyhow::Result<Given> {
        let mut tx = self.house.db.begin(actor).await?;
        let all = || roads.iter().enumerate().flat_map(|(f, ways)| ways.iter().enumerate().map(move |(n, w)| ((f, n), &w.road)));
        let mut given: Given = HashMap::new();
        let mut asked: Vec<_> = all().filter_map(|(k, r)| Some((r.submitted.or(r.told)?, k))).collect();
        let mut told: Vec<_> =
            all().flat_map(|(k, r)| [r.replied, r.again.as_ref().and_then(|a| a.replied)].map(|at| at.map(|at| (at, k)))).flatten().collect();
        asked.sort();
        told.sort();
        for (year, keys) in by_year(&asked) {
            let first = tx.next_block(&number::counter(year), keys.len() as i64).await? - keys.len() as i64 + 1;
            for (i, k) in keys.into_iter().enumerate() {
                given.entry(k).or_default().request = Some(number::request_number(year, first + i as i64));
            }
        }
        for (year, keys) in by_year(&told) {
            let first = tx.next_block(&format!("letter:{year}"), keys.len() as i64).await? - keys.len() as i64 + 1;
            for (i, k) in keys.into_iter().enumerate() {
                given.entry(k).or_default().letters.push(format!("{year}/{}", first + i as i64));
            }
        }
        let mut waiting: Vec<_> = all().filter(|(_, r)| r.state == State::Waiting).filter_map(|(k, r)| Some((r.heard?, k))).collect();
        waiting.sort();
        for (i, (_, k)) in waiting.into_iter().enumerate() {
            given.entry(k).or_default().waiting_place = Some(i as i64 + 1);
        }
        self.seat(&mut tx).await?;
        tx.record(self.o.base, Event::new("demo.filled", "sitting", Id::NIL).fact("sittings", self.sittings.len()));
        tx.commit().await?;
        Ok(given)
    }

    async fn seat(&self, tx: &mut Tx) -> anyhow::Result<()> {
        let cast = self.cast;
        let mut seats = vec![(cast.chair.id, Position::Chair), (cast.secretary.id, Position::Secretary)];
        seats.extend(cast.members.iter().map(|m| (m.id, Position::Member)));
        seats.sort_by_key(|s| s.0);
        seats.dedup_by_key(|s| s.0);
        let first = self.sittings.first().map_or(self.o.base.day(), |s| s.1);
        if committee::members_on(tx, self.o.base.day()).await?.is_empty() {
            let members: Vec<(Id, Id, Position)> = seats.iter().map(|(who, p)| (self.id(road::sitting_at(first)), *who, *p)).collect();
            committee::bulk::seat_members(tx, &members, first).await?;
        }
        let last = self.sittings.len().saturating_sub(1);
        let all: Vec<committee::bulk::BulkSitting> = self
            .sittings
            .iter()
            .enumerate()
            .map(|(i, (id, day))| {
                let at = road::sitting_at(*day);
                committee::bulk::BulkSitting {
                    id: *id,
                    held_on: *day,
                    place: "قاعة الاجتماعات".into(),
                    chair: cast.chair.id,
                    secretary: cast.secretary.id,
                    created_at: at.plus_days(-3),
                    closed: (i < last).then(|| at.plus_ms(3 * HOUR_MS)),
                    seats: seats.iter().map(|(who, p)| (*who, *p, Attendance::Present)).collect(),
                }
            })
            .collect();
        committee::bulk::insert_sittings(tx, &all).await?;
        Ok(())
    }

    async fn chunk(&mut self, actor: &Actor, from: usize, part: &[Vec<Way>], numbers: &Given, counts: &mut Counts) -> anyhow::Result<()> {
        let made: Vec<Made> = part.iter().enumerate().map(|(i, ways)| self.make(from + i, ways, numbers)).collect::<anyhow::Result<_>>()?;
        let mut tx = self.house.db.begin(actor).await?;
        self.write(&mut tx, actor, &made).await?;
        for m in &made {
            counts.files += 1;
            counts.people += m.family.persons.len();
            counts.documents += m.papers.len();
            counts.scans += m.papers.iter().map(|p| p.scans.len()).sum::<usize>();
            counts.contacts += m.contacts.len();
            counts.requests += m.cases.len();
            counts.deliveries += m.cases.iter().map(|c| c.lines.len()).sum::<usize>();
            let (id, at) = (m.family.file.id, m.family.created);
            let event = Event::new("demo.filled", "file", id).file(id).fact("requests", m.cases.len()).fact("documents", m.papers.len());
            tx.record(at, event);
        }
        tx.commit().await?;
        Ok(())
    }

    fn make(&mut self, index: usize, ways: &[Way], numbers: &Given) -> anyhow::Result<Made> {
        let o = self.o;
        let created = family::created(o.base, index, o.files);
        let mut rng = family::randomness(o.seed, index);
        let id = |at: At| self.id(at);
        let mut family = family::family(&mut rng, o.seed, index, o.base, created, &self.cast.offices, &id);
        let office = &self.cast.offices[family.office];
        let desk = papers::Desk {
            files: &self.house.files,
            pictures: &self.pictures,
            types: &self.types,
            scans: if index.is_multiple_of(o.scanned_one_in.max(1)) { o.scans_each } else { 0 },
        };
        let sittings: Vec<Id> = self.sittings.iter().map(|s| s.0).collect();
        let clocks = ClockSettings { version: 0, ..ClockSettings::default() };
        let world = case::World { cast: self.cast, base: o.base, sittings: &sittings, delegate: self.delegate, clocks, signature: self.signature.clone() };
        let mut contacts = vec![contact(&family, office, created.plus_ms(-20 * 60_000), &id)];
        let (mut on_file, mut papers, mut cases) = (vec![], vec![], vec![]);
        for (n, way) in ways.iter().enumerate() {
            let met = contact(&family, office, way.road.created.plus_ms(-15 * 60_000), &id);
            let given = numbers.get(&(index, n)).cloned().unwrap_or_default();
            let service = &self.services[way.service];
            let case = case::case(&mut rng, &world, &desk, &family, office, service, &way.road, &given, Some(met.id), &mut on_file, &mut papers, &id)?;
            contacts.push(met);
            cases.push(case);
        }
        settle(&mut family.file, &cases);
        Ok(Made { family, contacts, papers, cases })
    }

    async fn write(&mut self, tx: &mut Tx, actor: &Actor, made: &[Made]) -> anyhow::Result<()> {
        let env = &self.env;
        let persons: Vec<_> = made.iter().flat_map(|m| m.family.persons.iter().cloned()).collect();
        people::bulk::insert_persons(tx, env, &persons).await?;
        let households: Vec<_> = made.iter().map(|m| m.family.new_household.clone()).collect();
        people::bulk::insert_households(tx, env, &households).await?;
        let members: Vec<_> = made.iter().flat_map(|m| m.family.memberships.iter().cloned()).collect();
        people::bulk::insert_members(tx, &members).await?;
        for (i, office) in self.cast.offices.iter().enumerate() {
            let files: Vec<BulkFile> = made.iter().filter(|m| m.family.office == i).map(|m| m.family.file.clone()).collect();
            let by = if actor.is_system() { office.officer.id } else { actor.id };
            beneficiaries::bulk::insert_files(tx, env, by, office.number, &files).await?;
        }
        let contacts: Vec<Contact> = made.iter().flat_map(|m| m.contacts.iter().cloned()).collect();
        contacts::log_many_in(tx, &contacts).await?;
        let papers: Vec<_> = made.iter().flat_map(|m| m.papers.iter().cloned()).collect();
        documents::insert_many_in(tx, &papers).await?;
        let cases = || made.iter().flat_map(|m| &m.cases);
        let requests: Vec<_> = cases().filter_map(|c| c.request.clone()).collect();
        requests::bulk::insert_many(tx, &requests).await?;
        let signatures: Vec<_> = cases().flat_map(|c| c.signatures.iter().cloned()).collect();
        people::bulk::insert_signatures(tx, &signatures).await?;
        let studies: Vec<_> = cases().filter_map(|c| c.study.clone()).collect();
        research::bulk::insert_many(tx, &studies).await?;
        let mut items: Vec<_> = cases().flat_map(|c| c.items.iter().cloned()).collect();
        items.extend(self.agenda(&requests));
        committee::bulk::insert_items(tx, &items).await?;
        let reopenings: Vec<_> = cases().filter_map(|c| c.reopening.clone()).collect();
        committee::bulk::insert_reopenings(tx, &reopenings).await?;
        let questions: Vec<_> = cases().filter_map(|c| c.question.clone()).collect();
        research::bulk::insert_questions(tx, &questions).await?;
        let lines: Vec<_> = cases().flat_map(|c| c.lines.iter().cloned()).collect();
        delivery::bulk::insert_many(tx, &lines).await?;
        Ok(())
    }

    /// A dozen of what lies before the committee is on the next sitting's agenda.
    fn agenda(&mut self, requests: &[requests::bulk::BulkRequest]) -> Vec<committee::bulk::BulkItem> {
        let Some((sitting, _)) = self.sittings.last().copied() else { return vec![] };
        let mut out = vec![];
        for r in requests.iter().map(|b| &b.request).filter(|r| r.state == State::BeforeCommittee) {
            if self.agenda == 12 {
                break;
            }
            self.agenda += 1;
            out.push(committee::bulk::BulkItem {
                sitting,
                request: r.id,
                raised_at: r.presented_at.unwrap_or(r.state_since),
                result: committee::rules::ItemResult::None,
                decision: None,
                note: String::new(),
                until: None,
                place: None,
                present: vec![],
                votes: vec![],
                at: self.o.base,
                secretary: self.cast.secretary.id,
            });
        }
        out
    }
}

struct Made {
    family: Family,
    contacts: Vec<Contact>,
    papers: Vec<documents::Whole>,
    cases: Vec<case::Case>,
}

fn by_year(times: &[(At, (usize, usize))]) -> BTreeMap<i32, Vec<(usize, usize)>> {
    let mut out: BTreeMap<i32, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, key) in times {
        out.entry(i32::from(hijri_year(at.day()))).or_default().push(*key);
    }
    out
}

/// What the requests made of their file.
fn settle(file: &mut BulkFile, cases: &[case::Case]) {
    if let Some(at) = cases.iter().filter_map(|c| c.registered).min() {
        let last = cases.iter().filter_map(|c| c.registered).max().unwrap_or(at).day();
        file.status = Status::Active;
        file.status_since = Some(at);
        file.income_class = Some(["a", "b", "c"][(file.id.as_u128() % 3) as usize]);
        file.valid_until = Some(last.plus(365));
        file.next_review = Some(last.plus(335));
    } else if let Some(at) = cases.iter().filter_map(|c| c.verified).min() {
        file.status = Status::Registered;
        file.status_since = Some(at);
    }
}

/// A visit before something was begun.
fn contact(family: &Family, office: &cast::Office, arrived: At, id: family::MakeId<'_>) -> Contact {
    let new = id(arrived);
    let (waited, served) = (3 + (new.as_u128() % 14) as i64, 6 + (new.as_u128() / 14 % 20) as i64);
    let called = arrived.plus_ms(waited * 60_000);
    let ended = called.plus_ms(served * 60_000);
    Contact {
        id: new,
        branch: family.file.branch,
        file: Some(family.file.id),
        person_name: family.head.full_name(),
        mobile: String::new(),
        channel: Channel::Interview,
        direction: Direction::In,
        stage: Stage::Done,
        arrived,
        called: Some(called),
        ended: Some(ended),
        waiting_minutes: Some(waited),
        service_minutes: Some(served),
        asked: "سؤال عن الدعم وما يُطلب له من مستندات.".into(),
        answered: "شُرح ما يلزم، وبُدئ الملف أو الطلب.".into(),
        outcome: Outcome::Answered,
        answered_at: Some(ended),
        employee: office.officer.id,
        employee_name: office.officer.name.clone(),
        created_at: arrived,
        version: 1,
    }
}

/// For the command: who may be told that nothing real is touched.
pub async fn run(house: &House, stand_in: Option<&Actor>, files: u32, seed: u64) -> anyhow::Result<Counts> {
    let progress = |done: usize, all: usize| {
        if done % 1000 < CHUNK || done == all {
            eprintln!("{done} of {all} files");
        }
    };
    let o = Options { files: files as usize, seed, base: fixed_base(), scanned_one_in: 20, scans_each: 1, progress: &progress };
    fill(house, stand_in, &o).await.context("filling with invented people")
}
