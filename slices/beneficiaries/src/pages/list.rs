use super::{Tag, category_names, needs_permission, status_tag};
use crate::{
    file,
    list::{Filter, From, list as read, member_counts},
    perm,
    rules::Status,
};
use askama::Template;
use kernel::{Id, Scope};
use web::{Answer, Cx, Link, Shell};

struct Row {
    href: String,
    name: String,
    number: String,
    status: Tag,
    categories: Vec<String>,
    members: String,
    branch: String,
    since: i18n::dates::Dual,
}

#[derive(Template)]
#[template(path = "files_list.html")]
struct Page {
    shell: Shell,
    statuses: Vec<Link>,
    categories: Vec<Link>,
    branches: Vec<Link>,
    sorts: Vec<Link>,
    rows: Vec<Row>,
    filtered: bool,
    prev: String,
    next: String,
    create: bool,
    show_branch: bool,
}

impl Page {
    fn heads(&self) -> Vec<String> {
        let keys = [
            "beneficiaries-name",
            "beneficiaries-number",
            "beneficiaries-status",
            "beneficiaries-categories",
            "beneficiaries-members",
            "beneficiaries-branch",
            "beneficiaries-since",
        ];
        keys.iter().filter(|k| self.show_branch || **k != "beneficiaries-branch").map(|k| self.shell.t(k)).collect()
    }
}

/// The address of the list with one part of the filter changed.
struct Address<'a> {
    status: &'a str,
    category: &'a str,
    branch: &'a str,
    sort: &'a str,
}

impl Address<'_> {
    fn with(&self, key: &str, value: &str) -> String {
        let mut parts = vec![];
        for (k, v) in [("status", self.status), ("category", self.category), ("branch", self.branch), ("sort", self.sort)] {
            let v = if k == key { value } else { v };
            if !v.is_empty() {
                parts.push(format!("{k}={v}"));
            }
        }
        if !["status", "category", "branch", "sort"].contains(&key) {
            parts.push(format!("{key}={value}"));
        }
        if parts.is_empty() { "/files".into() } else { format!("/files?{}", parts.join("&")) }
    }
}

pub async fn list(cx: Cx) -> Answer {
    let permit = cx.permit()?;
    let mut q = cx.reader();
    let all = file::categories(&mut q).await?;
    let visible: Vec<_> = all.iter().filter(|c| c.active && needs_permission(c.needs).is_none_or(|p| cx.can(p))).collect();
    let branches = staff::branches(&mut q).await?;
    let status = Status::parse(cx.query("status"));
    let category = visible.iter().find(|c| c.code == cx.query("category"));
    let branch: Option<Id> = cx.query("branch").parse().ok().filter(|b| permit.scope == Scope::All && branches.iter().any(|x| x.id == *b));
    let by_name = cx.query("sort") == "name";
    let filter = Filter { scope: permit.scope, viewer: permit.actor.id, branch, status, category: category.map(|c| c.code.clone()), by_name };
    let from = match (cx.query("after").parse(), cx.query("before").parse()) {
        (Ok(id), _) => From::After(id),
        (_, Ok(id)) => From::Before(id),
        _ => From::Start,
    };
    let page = read(&mut q, &filter, from).await?;
    let ids: Vec<Id> = page.files.iter().map(|f| f.id).collect();
    let of = file::categories_of_some(&mut q, &ids).await?;
    let members = member_counts(&mut q, &page.files).await?;

    let shell = cx.shell(cx.t("beneficiaries-title"), "/files");
    let branch_text = branch.map(|b| b.to_string()).unwrap_or_default();
    let at = Address {
        status: status.map(Status::code).unwrap_or_default(),
        category: category.map(|c| c.code.as_str()).unwrap_or_default(),
        branch: &branch_text,
        sort: if by_name { "name" } else { "" },
    };
    let mut statuses = vec![Link::new(at.with("status", ""), cx.t("beneficiaries-all"), status.is_none())];
    statuses.extend(Status::ALL.iter().map(|s| Link::new(at.with("status", s.code()), shell.code("file-status", s.code()), status == Some(*s))));
    let mut categories = vec![Link::new(at.with("category", ""), cx.t("beneficiaries-every-category"), category.is_none())];
    categories.extend(visible.iter().map(|c| Link::new(at.with("category", &c.code), c.name(cx.lang), category.is_some_and(|x| x.code == c.code))));
    let show_branch = permit.scope == Scope::All && branches.len() > 1;
    let mut branch_links = vec![];
    if show_branch {
        branch_links.push(Link::new(at.with("branch", ""), cx.t("beneficiaries-every-branch"), branch.is_none()));
        branch_links.extend(branches.iter().map(|b| Link::new(at.with("branch", &b.id.to_string()), b.name(cx.lang), branch == Some(b.id))));
    }
    let sorts = vec![
        Link::new(at.with("sort", ""), cx.t("beneficiaries-sort-newest"), !by_name),
        Link::new(at.with("sort", "name"), cx.t("beneficiaries-sort-name"), by_name),
    ];
    let mut rows = vec![];
    for f in &page.files {
        rows.push(Row {
            href: f.href(),
            name: f.head_name.clone(),
            number: f.number.clone(),
            status: status_tag(&shell, f.status),
            categories: category_names(&cx, of.get(&f.id).map(Vec::as_slice).unwrap_or_default())?,
            members: shell.count(members.get(&f.household).copied().unwrap_or_default()),
            branch: branches.iter().find(|b| b.id == f.branch).map(|b| b.name(cx.lang).to_owned()).unwrap_or_default(),
            since: shell.date(f.created_at.day()),
        });
    }
    web::page(&Page {
        prev: page.before.map(|id| at.with("before", &id.to_string())).unwrap_or_default(),
        next: page.after.map(|id| at.with("after", &id.to_string())).unwrap_or_default(),
        filtered: status.is_some() || category.is_some() || branch.is_some(),
        create: cx.can(perm::CREATE),
        shell,
        statuses,
        categories,
        branches: branch_links,
        sorts,
        rows,
        show_branch,
    })
}
