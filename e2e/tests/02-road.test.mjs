// The officer's whole road at a desk, in Arabic: from a visitor at the door to help received.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, arabic, drawSignature, fill, follow, go, idOf, identity, iban, pdf, png, press, says, saysNot, send, words } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { addDocument, addMember, answers, bringPapers, called, confirm, desks, formCommittee, hijri, journey, matchPapers, newRequest, password, record, setFloor, sit, staff } from "../lib/steps.mjs";
import { launch, look, shot } from "../lib/world.mjs";

const nine = "104567891";
const step = journey(test);
let browser, sila, at, contact, file, request, sitting;

before(async () => {
  sila = await Sila.start([], staff);
  browser = await launch();
  at = desks(browser, sila);
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("the manager sets the least days before a reply to none, and the earlier version stays listed", async () => {
  const page = await at("noura");
  await setFloor(page, 0);
  await look(page, "clocks");
  assert.equal(await page.inputValue('[name="earliest_reply_days"]'), "0");
});

step("a visitor arrives, waits and is called", async () => {
  const page = await at("rola");
  await go(page, "/desk");
  await look(page, "desk-empty");
  await follow(page, "/contacts/new");
  await look(page, "contact-who");
  await fill(page, { q: "منيرة التجريبية" });
  await send(page, "/contacts/new");
  await says(page, "لا ملف بهذا البحث");
  await follow(page, "?unknown=1");
  await look(page, "contact-new");
  await fill(page, { person_name: "منيرة بنت سعد", mobile: arabic("0551234567"), asked: "تسأل عن سداد فاتورة الماء" });
  await send(page, "/contacts", "arrive");
  await says(page, "سُجل الحضور", "منيرة بنت سعد");
  await look(page, "contacts-waiting");
  await send(page, "/begin");
  contact = idOf(page);
  await look(page, "contact-serving");
});

step("search first, then a file with a Hijri birth date and Arabic digits", async () => {
  const page = await at("rola");
  await go(page, "/files");
  await look(page, "files-empty");
  await press(page, page.locator('main a[href="/files/new"]').first());
  await look(page, "file-search-first");
  await fill(page, { identity: arabic("1045678911"), mobile: arabic("055 123 4567"), as_written: "منيرة بنت سعد بن فهد التجريبية" });
  await send(page, "/files/new");
  await says(page, "نرجو");
  assert.equal(await page.inputValue('[name="identity"]'), arabic("1045678911"), "what was typed stays");
  await fill(page, { identity: arabic(identity(nine)) });
  await send(page, "/files/new");
  await look(page, "file-new");
  await fill(page, {
    birth: [arabic(14), arabic(7), arabic(1402)],
    sex: "female",
    channel: "call",
    language: "ar",
    city: "مدينة المثال",
    district: "حي المثال",
    short_address: "RAAA2919",
    iban: arabic(iban("80", "000000608010167519")),
    categories: ["low_income", "household"],
    before_contact: "تجيب ابنتها بعد العصر",
  });
  await send(page, "/files");
  await accepted(page);
  file = idOf(page);
  await says(page, "منيرة", "14 رجب 1402", "مايو 1982", "1•••••", "مسودة");
  await addMember(page, file, { nine: "114567891", relation: "daughter", as_written: "نورة بنت عبدالرحمن بن صالح التجريبية", birth: hijri(2, 3, 1432), sex: "female" });
  await says(page, "نورة", "ابنة");
  await look(page, "file");
});

step("the same person again is found before a second file is opened", async () => {
  const page = await at("rola");
  await go(page, "/files/new");
  await fill(page, { identity: identity(nine), as_written: "منيره سعد التجريبيه" });
  await send(page, "/files/new");
  await says(page, "منيرة");
  assert.equal(await page.locator('form[action="/files"]').count(), 0);
  await go(page, "/search");
  await fill(page, { q: "منيره التجريبيه" }, "main");
  await send(page, "/search");
  await says(page, "منيرة");
  await look(page, "search");
});

step("the visit is tied to the file, answered and closed", async () => {
  const page = await at("rola");
  await go(page, `/contacts/${contact}`);
  await fill(page, { answered: "شُرح لها ما يلزم من مستندات، وبدأ طلبها." });
  await send(page, `/${contact}`, "end");
  await accepted(page);
  await go(page, `/contacts/${contact}`);
  await look(page, "contact");
  await press(page, page.locator(`main a[href*="of=${contact}"]`).first());
  await fill(page, { q: arabic("0551234567") });
  await send(page, "/contacts/new");
  await press(page, page.locator("main .msgs a").first());
  await accepted(page);
  if (await page.locator('button[value="save"]').count()) {
    await send(page, `/${contact}`, "save");
    await accepted(page);
  }
  await go(page, `/files/${file}`);
  await says(page, "فاتورة الماء");
});

step("documents with scans, matched against the originals", async () => {
  const page = await at("rola");
  await go(page, `/files/${file}/documents/new?back=/files/${file}`);
  await look(page, "document-new");
  const whose = await page.locator('select[name="person"] option', { hasText: "منيرة" }).getAttribute("value");
  await fill(page, { type: "national_id", person: whose, number: arabic(identity(nine)), expires: hijri(1, 1, 1453), scan: png(1) });
  await send(page, "/documents");
  await accepted(page);
  const record = await addDocument(page, file, "family_record", { number: "4455667788", scan: pdf("family.pdf") });
  await go(page, `/documents/${record}`);
  await look(page, "document");
  await send(page, "/checks");
  await says(page, "نرجو");
  await fill(page, { outcome: "matched", how: "original_at_desk" });
  await send(page, "/checks");
  await accepted(page);
  await says(page, "مطابق");
  await addDocument(page, file, "social_security_statement", { issued: hijri(1, 6, 1448) });
  await go(page, `/documents/${record}`);
  const scan = await page.context().request.get(await page.locator('main a[href*="/scans/"]').first().getAttribute("href"));
  assert.equal(scan.status(), 200);
  assert.match(scan.headers()["content-type"], /pdf/);
  assert.match(scan.headers()["cache-control"], /no-store/);
});

step("the request's form: one mistake, its summary, what was typed kept; the checklist lives", async () => {
  const page = await at("rola");
  request = await newRequest(page, file, "سقيا الماء");
  await look(page, "request-form");
  // The checklist follows the answers while they are typed: who lives on social security brings its statement.
  const row = (name) => page.locator(".checklist li", { hasText: name });
  assert.equal(await row("مشهد الضمان الاجتماعي").count(), 0);
  await fill(page, { income_salary: arabic(2500) });
  await page.keyboard.press("Tab");
  await row("تعريف بالراتب").waitFor();
  await fill(page, { income_salary: "" });
  await page.keyboard.press("Tab");
  await row("تعريف بالراتب").waitFor({ state: "detached" });
  await fill(page, { income_social_security: arabic(1320) });
  await page.keyboard.press("Tab");
  await row("مشهد الضمان الاجتماعي").waitFor();
  await fill(page, { ...answers, amount: "ألف وخمس مئة" });
  await send(page, "/form", "submit");
  const summary = page.locator("[data-error-summary]");
  assert.equal(await summary.evaluate((e) => e === document.activeElement), true, "the summary has the focus");
  await summary.locator('a[href="#amount"]').click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "amount");
  assert.equal(await page.inputValue('[name="amount"]'), "ألف وخمس مئة");
  assert.equal(await page.inputValue('[name="need"]'), answers.need);
  assert.equal(await page.inputValue('[name="income_social_security"]'), answers.income_social_security);
  await look(page, "request-form-error");
  await fill(page, { amount: answers.amount });
  await send(page, "/form", "submit");
  await accepted(page);
  await look(page, "request-lacking");
  await says(page, "لا يمكن التقديم بعد", "إفادة عدم وجود عمل", "إثبات العنوان الوطني");
  await go(page, `/requests/${request}/form`);
  assert.equal(await row("مشهد الضمان الاجتماعي").count(), 1);
  await bringPapers(page, request, nine);
});

step("what is on file is matched from the request's page", async () => {
  const page = await at("rola");
  await matchPapers(page, request);
  await look(page, "request-draft");
});

step("declared, signed with the mouse and by password, submitted and verified at one press", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}/submit`);
  await look(page, "submit");
  await send(page, "/submit", "both");
  const errors = await words(page, "[data-error-summary]");
  assert.match(errors, /3|ثلاث/, errors);
  await fill(page, { agreed: true, password: "not her password" });
  await drawSignature(page);
  await send(page, "/submit", "both");
  await says(page, /كلمة المرور/);
  assert.match(await page.inputValue('[name="signature"]'), /^data:image\/png/, "the drawing is not asked for again");
  await fill(page, { agreed: true, password });
  await send(page, "/submit", "both");
  await accepted(page);
  assert.match(page.url(), /\/receipt$/);
  await says(page, "1448-0001", /لا يصدر الرد قبل \S+ \d+ \S.* 1448هـ · \d+ \S+ 2026م/);
  await look(page, "receipt");
  await page.emulateMedia({ media: "print" });
  await shot(page, "receipt-print");
  await page.emulateMedia({ media: null });
  await go(page, `/requests/${request}`);
  await says(page, "مستوفى ومطابق", "قائم");
  await look(page, "request-verified");
});

step("explained and clear, then before the committee without a study", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  await send(page, "/explain");
  await says(page, "نرجو");
  await fill(page, { how: "interview", clear: true });
  await send(page, "/explain");
  await accepted(page);
  await says(page, "معروض على اللجنة");
});

step("the committee sits, votes and records; the chair confirms by password; the officer learns no outcome", async () => {
  const secretary = await at("amin");
  await go(secretary, "/desk");
  await says(secretary, "منيرة");
  await look(secretary, "desk-secretary");
  await formCommittee(secretary);
  await look(secretary, "committee-members");
  await go(secretary, "/committee");
  await look(secretary, "committee");
  await go(secretary, "/committee/sittings/new");
  await look(secretary, "sitting-new");
  sitting = await sit(secretary, request);
  await look(secretary, "sitting");
  await go(secretary, `/committee/sittings/${sitting}/items/${request}`);
  await look(secretary, "item");
  await record(secretary, sitting, request, "accept", { outcome: "accept", amount: "1500", reasons: "دخل الأسرة دون كفايتها، والفاتورة ثابتة." });
  await saysNot(await officer(), "دون كفايتها", "المبلغ المعتمد");
  const chair = await at("faisal");
  await go(chair, `/committee/sittings/${sitting}/items/${request}/confirm`);
  await look(chair, "confirm");
  await fill(chair, { password: "not his password" });
  await send(chair, "/confirm");
  assert.ok(await chair.locator("[data-error-summary]").count());
  await confirm(chair, sitting, request);
  // The secretary may not confirm what he recorded.
  await go(secretary, `/committee/sittings/${sitting}/items/${request}/confirm`, 404);
  await go(secretary, `/committee/sittings/${sitting}`);
  await send(secretary, "/close");
  await accepted(secretary);
  await go(secretary, `/committee/sittings/${sitting}/minutes`);
  await says(secretary, "1448/1", called.huda);
  await look(secretary, "minutes");
});

async function officer() {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  return page;
}

step("the reply: read from the decision, told with proof, numbered", async () => {
  const page = await officer();
  await says(page, "تسجيل الرد");
  await look(page, "request-reply");
  await fill(page, { how: "at_desk", told_to: "منيرة نفسها", proof: "" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  assert.ok(await page.locator("[data-error-summary]").count());
  await fill(page, { proof: "استلمت الخطاب ووقّعت" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  await accepted(page);
  await says(page, "مقبول");
  await go(page, `/requests/${request}/letter`);
  await says(page, "1448/1", "دون كفايتها", "الاعتراض");
  await look(page, "letter");
});

step("registration: categories, class with its reason, the way of payment, validity in either calendar", async () => {
  const page = await officer();
  await look(page, "request-register");
  await fill(page, { valid_until: ["22", "11", "2027", "gregorian"], next_review: hijri(1, 6, 1449) }, 'form[action$="/register"]');
  await send(page, "/register");
  await accepted(page);
  await says(page, "قيد تقديم الخدمة");
  await go(page, `/files/${file}`);
  await says(page, "الشريحة (ب)");
});

step("delivery: planned, let go by the treasurer, handed over with proof, finished", async () => {
  const deliverer = await at("dalal");
  await go(deliverer, "/desk");
  await look(deliverer, "desk-delivery");
  await go(deliverer, `/requests/${request}/delivery/new`);
  await look(deliverer, "delivery-plan");
  await fill(deliverer, { amount: "1600", how: "transfer" });
  await send(deliverer, "/delivery/new");
  assert.ok(await deliverer.locator("[data-error-summary]").count(), "never more than decided");
  await fill(deliverer, { amount: "1500" });
  await send(deliverer, "/delivery/new");
  await accepted(deliverer);
  await go(deliverer, "/delivery?state=released");
  assert.equal(await deliverer.locator('main a[href$="/hand"]').count(), 0, "nothing goes before the treasurer's release");
  const treasurer = await at("tariq");
  await go(treasurer, "/desk");
  await says(treasurer, "إذن الصرف");
  await go(treasurer, "/delivery");
  await look(treasurer, "delivery");
  await send(treasurer, "/release");
  await accepted(treasurer);
  await go(deliverer, "/delivery?state=released");
  await press(deliverer, 'main a[href$="/hand"]');
  await send(deliverer, "/hand");
  assert.ok(await deliverer.locator("[data-error-summary]").count(), "no hand-over without proof");
  await fill(deliverer, { relation: "self", proof: "signature" });
  await drawSignature(deliverer);
  await look(deliverer, "delivery-hand");
  await send(deliverer, "/hand");
  await accepted(deliverer);
  await go(deliverer, `/requests/${request}/finish`);
  await look(deliverer, "finish");
  await send(deliverer, "/finish");
  await accepted(deliverer);
  await says(deliverer, "مكتمل");
});

step("at the end: the rail is lit, the history is whole, who opened the file is known, the trail is sound", async () => {
  const page = await officer();
  await says(page, "مكتمل", "الخطوة 7 من 7");
  const rail = page.locator(".rail li");
  assert.equal(await rail.count(), 7);
  assert.equal(await page.locator(".rail li.is-done").count(), 6, "every step but the referral, which was not needed");
  assert.equal(await page.locator(".rail li.is-skip").count(), 1);
  const history = await words(page, '[aria-labelledby="h-hist"]');
  for (const who of [called.rola, called.faisal, "دلال"]) assert.ok(history.includes(who), `${who} in: ${history}`);
  await look(page, "request-served");
  await go(page, "/requests?group=done");
  await says(page, "1448-0001");
  await look(page, "requests");
  const manager = await at("noura");
  await go(manager, `/files/${file}/access`);
  await says(manager, called.rola);
  await look(manager, "file-access");
  const auditor = await at("adel");
  await go(auditor, "/audit");
  await look(auditor, "audit");
  await go(auditor, `/requests/${request}`);
  assert.equal(await auditor.locator('main form[method="post"]').count(), 0, "the auditor changes nothing");
  assert.match(sila.run(["audit", "verify"]), /^sound, \d+ events, \d+ unsealed/);
});
