//! A worker killed between sending and writing: nothing is lost, and where the provider knows a message again the person sees one.

use crate::*;
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    process::{Command, Stdio},
};
use testkit::both;

const AT: &str = "SILA_TEST_CRASH";

/// Hands the message over a socket and then hangs, as a program does that is about to be killed.
struct Hangs(String);

impl Sender for Hangs {
    fn kind(&self) -> &'static str {
        "generic"
    }
    fn send<'a>(&'a self, o: &'a Outgoing) -> Sending<'a> {
        Box::pin(async move {
            let mut s = TcpStream::connect(&self.0).unwrap();
            writeln!(s, "{}", o.id).unwrap();
            s.flush().unwrap();
            std::future::pending().await
        })
    }
}

/// The child: sends what is due and hangs. Does nothing when it is no child.
#[tokio::test]
async fn child_that_is_killed() {
    let Ok(at) = std::env::var(AT) else { return };
    let mut parts = at.split('|');
    let (url, socket, now) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap().parse().unwrap());
    let db = db::Db::connect(url).await.unwrap();
    let env = kernel::Env::new(kernel::FixedClock::new(kernel::At(now)), kernel::SeededIds::new(99));
    Post::new(db, env).with("sms", Arc::new(Hangs(socket.to_string())), true).step().await;
    unreachable!("the sender never answers");
}

#[tokio::test]
async fn killed_between_sending_and_writing() {
    both(setup(), |t| async move {
        open_all(&t).await;
        for repeat in [true, false] {
            let p = person_of(&t, "هيلة بنت سليمان محمد المرشود", if repeat { "0500000187" } else { "0500000188" }, |_| {}).await;
            let id = id_of(tell(&t, about(&t, "request.replied", To::Person(p), &repeat.to_string())).await);
            later(&t);
            let door = TcpListener::bind("127.0.0.1:0").unwrap();
            let socket = door.local_addr().unwrap().to_string();
            let mut child = Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "crash::child_that_is_killed", "--nocapture"])
                .env(AT, format!("{}|{socket}|{}", url(&t).await, t.env.now().0))
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            let arrived = tokio::task::spawn_blocking(move || {
                let (s, _) = door.accept().unwrap();
                let mut line = String::new();
                BufReader::new(s).read_line(&mut line).unwrap();
                line.trim().to_string()
            })
            .await
            .unwrap();
            // SIGKILL: no chance to tidy up.
            child.kill().unwrap();
            child.wait().unwrap();
            assert_eq!(arrived, id.to_string());
            assert_eq!(field(&t, id, "status").await, "sending");
            let sms = StandIn::new();
            let worker = Post::new(t.db.clone(), t.env.clone()).with("sms", sms.clone(), repeat);
            assert_eq!(worker.step().await, 0, "the lease still holds");
            t.clock.advance_ms(4 * MINUTE);
            worker.step().await;
            worker.step().await;
            let status = field(&t, id, "status").await;
            if repeat {
                // The stand-in knows the id again: of the two it delivers one.
                let mut seen = vec![arrived];
                seen.extend(sms.all().into_iter().map(|o| o.id));
                assert_eq!(seen.len(), 2);
                seen.dedup();
                assert_eq!((seen.len(), status.as_str()), (1, "sent"));
            } else {
                assert_eq!((sms.count(), status.as_str()), (0, "unsure"), "a human decides");
            }
            let tries = format!("message_attempt WHERE message_id = '{id}' AND outcome = 'lost'");
            assert_eq!(count(&t, &tries).await, 1);
        }
    })
    .await;
}

/// Where this test's database is.
async fn url(t: &TestApp) -> String {
    match t.db.engine() {
        db::Engine::Sqlite => {
            let row = t.db.reader().one(built("SELECT file AS f FROM pragma_database_list WHERE name = 'main'".into()), args![]).await.unwrap();
            format!("sqlite://{}?mode=rwc", row.text("f").unwrap())
        }
        db::Engine::Postgres => {
            let row = t.db.reader().one(built("SELECT CAST(current_database() AS TEXT) AS f".into()), args![]).await.unwrap();
            let server = std::env::var("SILA_TEST_PG").unwrap();
            let (base, query) = server.split_once('?').map_or((server.as_str(), String::new()), |(b, q)| (b, format!("?{q}")));
            let base = base.rfind('/').filter(|i| *i > "postgres://".len()).map_or(base, |i| &base[..i]);
            format!("{base}/{}{query}", row.text("f").unwrap())
        }
    }
}
