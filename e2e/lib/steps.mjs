// Steps that several journeys share: the register's side of a desk. Each leaves the page where a person would be left.
import { accepted, arabic, drawSignature, fill, go, idOf, iban, identity, png, press, send } from "./hand.mjs";
import { signIn, visitor } from "./world.mjs";

export const password = "a long enough pass phrase 7";

/** Everybody of a small association, one for each role a journey needs, in branch 1. All invented. */
/** `only`: these user names, where a journey needs fewer. */
export function staff(sila, only = null) {
  sila.admin("hana", "هناء بنت خالد المثالية", "administrator", password);
  const people = [
    ["rola", "رلى بنت صالح التجريبية", "relations_officer"],
    ["sami", "سامي بن ناصر التجريبي", "relations_officer"],
    ["basma", "بسمة بنت علي الباحثة", "social_researcher"],
    ["layla", "ليلى بنت عمر المشرفة", "research_lead"],
    ["amin", "أمين بن سعيد الكاتب", "committee_secretary"],
    ["faisal", "فيصل بن راشد الرئيس", "committee_chair"],
    ["huda", "هدى بنت منصور العضو", "committee_member"],
    ["majed", "ماجد بن عايض العضو", "committee_member"],
    ["dalal", "دلال بنت سالم المسلِّمة", "delivery_officer"],
    ["tariq", "طارق بن حسن الخازن", "treasurer"],
    ["noura", "نورة بنت محمد المديرة", "manager"],
    ["adel", "عادل بن فهد المراجع", "auditor"],
  ];
  for (const [username, name, role] of people.filter(([u]) => !only || only.includes(u))) sila.admin(username, name, role, password, "hana");
}

/** The employees whom `staff` made, by user name, as they are called on screen. */
export const called = { rola: "رلى بنت صالح التجريبية", basma: "بسمة بنت علي الباحثة", amin: "أمين بن سعيد الكاتب", faisal: "فيصل بن راشد الرئيس", huda: "هدى بنت منصور العضو", majed: "ماجد بن عايض العضو" };

/** A file with the search before it; `who`: as_written, nine (of the identity number), birth, sex, mobile and whatever else the form takes. The file's id. */
export async function newFile(page, { nine, as_written, mobile, ...rest }) {
  await go(page, "/files/new");
  await fill(page, { identity: identity(nine), mobile, as_written });
  await send(page, "/files/new");
  await accepted(page);
  await fill(page, { iban: iban("80", `000000${nine}012`), ...rest });
  await send(page, "/files");
  await accepted(page);
  return idOf(page);
}

export async function addMember(page, file, { nine, ...rest }) {
  await go(page, `/files/${file}/members/new`);
  await fill(page, { ...(nine ? { identity: identity(nine) } : { identity_kind: "none" }), ...rest });
  await send(page, "/members");
  await accepted(page);
}

let scans = 0;

/** A document with a scan, opened afterwards; `person`: the label of the choice, the household by default. Its id. */
export async function addDocument(page, file, type, { person = "household", scan = png(++scans), ...rest } = {}) {
  await go(page, `/files/${file}/documents/new`);
  const whose = person === "household" ? person : await page.locator('select[name="person"] option', { hasText: person }).getAttribute("value");
  await fill(page, { type, person: whose, scan, ...rest });
  await send(page, "/documents");
  await accepted(page);
  // The newest id: they grow with time, the panel is in the order of the kinds.
  const id = await page.evaluate(() => [...document.querySelectorAll('main a[href^="/documents/"]')].map((a) => a.pathname.split("/")[2]).sort().at(-1));
  return id;
}

/** Matched against the original at the desk. */
export async function checkDocument(page, id, how = "original_at_desk") {
  await go(page, `/documents/${id}`);
  await fill(page, { outcome: "matched", how });
  await send(page, "/checks");
  await accepted(page);
}

/** A new request from the file's own page. Its id; the page is the form. */
export async function newRequest(page, file, service, channel = "interview") {
  await go(page, `/files/${file}`);
  const value = await page.locator('select[name="service"] option', { hasText: service }).getAttribute("value");
  await fill(page, { service: value, channel });
  await send(page, "/requests");
  await accepted(page);
  return idOf(page);
}

/** Leaves by the menu, as people do at a shared desk. */
export async function signOut(page) {
  await page.locator("summary.person").click();
  await press(page, 'form[action="/sign-out"] button');
}

/** Each employee at a browser of his own, signed in once: `const page = await desk("rola")`. `how`: the shape, as `visitor` takes it. */
export function desks(browser, sila, how = {}) {
  const pages = new Map();
  return async (username) => {
    if (!pages.has(username)) {
      const page = await visitor(browser, sila.url, how);
      await signIn(page, username, password);
      pages.set(username, page);
    }
    return pages.get(username);
  };
}

/** Hijri day, month and year this many years from a day of 1448, for fields of a date. */
export const hijri = (day, month, year) => [String(day), String(month), String(year), "hijri"];

/** Adds whatever the form's checklist still asks for, by its own links, each with a scan. */
export async function bringPapers(page, request, nine) {
  for (;;) {
    await go(page, `/requests/${request}/form`);
    const next = page.locator('.checklist a[href*="/documents/new"]').first();
    if ((await next.count()) === 0) return;
    await press(page, next);
    const type = await page.inputValue('[name="type"]');
    const number = { national_id: identity(nine), iban_certificate: iban("80", `000000${nine}012`) }[type] ?? "4455667788";
    const ends = ["national_id", "rent_contract"].includes(type) ? { expires: hijri(1, 1, 1453) } : {};
    await fill(page, { number, issued: hijri(1, 6, 1448), ...ends, scan: png(++scans) });
    await send(page, "/documents");
    await accepted(page);
  }
}

/** Matches against the originals whatever the request's page says is not matched. */
export async function matchPapers(page, request) {
  for (;;) {
    await go(page, `/requests/${request}`);
    const next = page.locator('[aria-labelledby="h-docs"] a[href*="?back=/requests/"]').first();
    if ((await next.count()) === 0) return;
    await press(page, next);
    await fill(page, { outcome: "matched", how: "original_at_desk" });
    await send(page, "/checks");
    await accepted(page);
  }
}

/** What a household of water help answers in the form. */
export const answers = {
  need: "انقطع الماء عن البيت بعد تراكم فاتورتين، ولا تقدر الأسرة على السداد هذا الشهر.",
  amount: arabic(1500),
  members_confirmed: true,
  dwelling: "traditional",
  income_social_security: arabic(1320),
  has_debts: "no",
  class: "b",
  class_reason: "دخلها من الضمان وحده",
};

/** A file with one member and a request of water help: answered, every paper brought and matched. { file, request } */
export async function readyRequest(page, { nine, mobile, name }) {
  const file = await newFile(page, { nine, mobile, as_written: name, birth: hijri(14, 7, 1402), sex: "female", categories: ["low_income"] });
  const request = await newRequest(page, file, "سقيا الماء");
  await fill(page, answers);
  await send(page, "/form");
  await accepted(page);
  await bringPapers(page, request, nine);
  await matchPapers(page, request);
  return { file, request };
}

/** The least days before a reply, set by the manager. */
export async function setFloor(page, days) {
  await go(page, "/settings/clocks");
  await fill(page, { earliest_reply_days: arabic(days) });
  await send(page, "/settings/clocks");
  await accepted(page);
}

/** Declaration, signature drawn, password: submitted and verified at one press. The page is the receipt. */
export async function submitBoth(page, request) {
  await go(page, `/requests/${request}/submit`);
  await fill(page, { agreed: true, password });
  await drawSignature(page);
  await send(page, "/submit", "both");
  await accepted(page);
}

export async function explainAndPresent(page, request) {
  await go(page, `/requests/${request}`);
  await fill(page, { how: "interview", clear: true });
  await send(page, "/explain");
  await accepted(page);
}

/** The secretary names the members, once for an association. */
export async function formCommittee(page) {
  for (const [who, position] of [["faisal", "chair"], ["huda", "member"], ["majed", "member"], ["amin", "secretary"]]) {
    await go(page, "/committee/members");
    await fill(page, { employee: { label: called[who] }, position });
    await send(page, "/committee/members");
    await accepted(page);
  }
}

/** The secretary calls a sitting with this request on its agenda and writes who came. The sitting's id. */
export async function sit(page, request) {
  await go(page, "/committee/sittings/new");
  await fill(page, { place: "قاعة الاجتماعات", chair: { label: called.faisal }, request: [request] });
  await send(page, "/sittings");
  await accepted(page);
  const sitting = idOf(page);
  for (const seat of await page.locator('select[name^="seat_"]').all()) await seat.selectOption("present");
  await send(page, "/attendance");
  await accepted(page);
  return sitting;
}

/** The secretary writes the votes, all alike, and the decision. */
export async function record(page, sitting, request, vote, decision) {
  await go(page, `/committee/sittings/${sitting}/items/${request}`);
  for (const seat of await page.locator('select[name^="vote_"]').all()) await seat.selectOption(vote);
  await send(page, "/votes");
  await accepted(page);
  await fill(page, decision, 'form[action$="/decision"]');
  await send(page, "/decision");
  await accepted(page);
}

/** The chair confirms by password. */
export async function confirm(page, sitting, request) {
  await go(page, `/committee/sittings/${sitting}/items/${request}/confirm`);
  await fill(page, { password });
  await send(page, "/confirm");
  await accepted(page);
}

/** Steps of one journey: after one fails the others are skipped, as they stand on it. */
export function journey(test) {
  let broken = null;
  return (name, run) =>
    test(name, async (t) => {
      if (broken) return t.skip(`after: ${broken}`);
      try {
        await run(t);
      } catch (e) {
        broken = name;
        throw e;
      }
    });
}
