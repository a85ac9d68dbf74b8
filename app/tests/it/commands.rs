//! The shell's contract, tried as a script would.

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
};

fn sila(dir: &Path, args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sila"))
        .args(args)
        .arg("--data")
        .arg(dir.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn said(o: &Output) -> String {
    String::from_utf8_lossy(&o.stdout).trim().to_string()
}

fn complained(o: &Output) -> String {
    String::from_utf8_lossy(&o.stderr).trim().to_string()
}

const PASSWORD: &str = "a long sentence to test with\n";

#[test]
fn an_empty_folder_to_an_imported_register() {
    let dir = tempfile::tempdir().unwrap();
    let d = dir.path();
    let create = |who: &str, role: &str, by: &[&str]| {
        let mut args = vec!["admin", "create", "--username", who, "--name", "موظف تجربة", "--role", role, "--password-stdin"];
        args.extend(by);
        sila(d, &args, PASSWORD)
    };
    let first = create("admin", "administrator", &[]);
    assert!(first.status.success(), "{}", complained(&first));
    assert_eq!(said(&first).len(), 26, "prints the id");
    let unnamed = create("second", "manager", &[]);
    assert!(!unnamed.status.success() && complained(&unnamed).contains("--as"));
    assert!(create("manager", "manager", &["--as", "admin"]).status.success());
    let again = create("manager", "manager", &["--as", "admin"]);
    assert!(!again.status.success() && complained(&again).starts_with("sila: "), "{}", complained(&again));
    assert!(!create("weak", "no_such_role", &["--as", "admin"]).status.success());

    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/register-a.xlsx");
    let import = |report: &str| sila(d, &["import", book.to_str().unwrap(), "--as", "manager", "--report", report], "");
    let (one, two) = (d.join("one.json"), d.join("two.json"));
    let dry = sila(d, &["import", book.to_str().unwrap(), "--as", "manager", "--dry-run"], "");
    let dry_report: serde_json::Value = serde_json::from_str(&said(&dry)).expect("the report on standard output");
    assert_eq!(dry_report["created"], 555);
    assert!(import(one.to_str().unwrap()).status.success());
    assert!(import(two.to_str().unwrap()).status.success());
    let read = |p: &Path| -> serde_json::Value { serde_json::from_str(&std::fs::read_to_string(p).unwrap()).unwrap() };
    let (one, two) = (read(&one), read(&two));
    assert_eq!((&one["created"], &one["members_created"]), (&555.into(), &1091.into()));
    assert_eq!((one["rejected"].as_array().unwrap().len(), one["duplicates"].as_array().unwrap().len()), (33, 12));
    assert_eq!((&two["created"], &two["updated"], &two["unchanged"], &two["members_created"]), (&0.into(), &0.into(), &555.into(), &0.into()));

    let verify = sila(d, &["audit", "verify"], "");
    assert!(verify.status.success(), "{}", said(&verify));
    assert!(said(&verify).starts_with("sound, ") && said(&verify).ends_with(" 0 unsealed"), "{}", said(&verify));
}

#[test]
fn start_up_failures_are_one_clear_line() {
    let dir = tempfile::tempdir().unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let o = sila(dir.path(), &["serve", "--listen", &address], "");
    assert!(!o.status.success());
    assert_eq!(complained(&o).lines().count(), 1, "{}", complained(&o));
    assert!(complained(&o).contains("is in use by another program"));

    let file = dir.path().join("a-file");
    std::fs::write(&file, "not a folder").unwrap();
    let o = Command::new(env!("CARGO_BIN_EXE_sila")).args(["audit", "verify", "--data"]).arg(file.join("x")).output().unwrap();
    assert!(!o.status.success() && complained(&o).lines().count() == 1, "{}", complained(&o));

    let o = Command::new(env!("CARGO_BIN_EXE_sila")).args(["audit", "verify", "--database-url", "postgres://127.0.0.1:1/x"]).output().unwrap();
    assert!(complained(&o).contains("--keys"), "{}", complained(&o));
    let o = sila(dir.path(), &["audit", "verify"], "");
    assert!(complained(&o).contains("no database"), "{}", complained(&o));
}
