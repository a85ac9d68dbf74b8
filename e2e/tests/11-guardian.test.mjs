// A guardian asks for orphans: his proof is matched by an employee, the network breaks while he sends a paper, he signs in their stead,
// the request is refused, and he objects.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, drawSignature, fill, go, idOf, identity, png, press, says, saysNot, send } from "../lib/hand.mjs";
import { answerAll, enter, fillPaper, handIn, handOver, leave } from "../lib/portal.mjs";
import { Sila } from "../lib/server.mjs";
import { confirm, desks, formCommittee, hijri, journey, matchPapers, newFile, password, record, setFloor, sit, staff } from "../lib/steps.mjs";
import { launch, look, visitor } from "../lib/world.mjs";

const child = "105567803";
const guardian = "105567804";
const mobile = "0551239881";
const step = journey(test);
let browser, sila, at, person, request;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "sami", "amin", "faisal", "huda", "majed", "noura"]));
  browser = await launch();
  at = desks(browser, sila);
  person = await visitor(browser, sila.url, { shape: "phone" });
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("a claim with its proof; until it is matched nothing of the file shows", async () => {
  await setFloor(await at("noura"), 0);
  await newFile(await at("rola"), { nine: child, mobile: "0551239880", as_written: "يزن بن فواز بن سعد الافتراضي", birth: hijri(2, 2, 1432), sex: "male", categories: ["orphan"] });
  await enter(person, sila, mobile, null, "/my/represent/new");
  await go(person, "/my/represent/new");
  await look(person, "portal-claim");
  await fill(person, { name: "مشعل بن سعد بن فهد الافتراضي", identity: identity(guardian), capacity: "guardian", for_whom: identity(child), birth: hijri(2, 2, 1432), scan: png(71, 900, 640) });
  await send(person, "/my/represent/new");
  await accepted(person);
  await look(person, "portal-claims");
  await go(person, "/my");
  await saysNot(person, "يزن");
});

step("an employee matches the deed", async () => {
  const page = await at("rola");
  await go(page, "/representatives");
  await look(page, "representatives");
  await press(page, page.locator('main a[href^="/representatives/"]', { hasText: "مشعل" }).first());
  await look(page, "representative");
  const form = 'form[action$="/verify"]';
  const radio = page.locator(`${form} input[name="represented"]`).first();
  if (await radio.count()) await radio.check();
  for (const box of await page.locator(`${form} input[name="scope"]`).all()) await box.check();
  await fill(page, { capacity: "guardian", type: "guardianship_deed", number: "٤٤٠١٢٢", how: "original_at_desk" }, form);
  await send(page, "/verify");
  await accepted(page);
});

step("he asks for the child; the network breaks while a paper is sent and the rest follows", async () => {
  // He is in the register now, and comes in as himself.
  await leave(person);
  await enter(person, sila, mobile, identity(guardian));
  await go(person, "/my/who");
  await look(person, "portal-who");
  await press(person, person.locator("main button", { hasText: "يزن" }).first());
  await go(person, "/my/new");
  await press(person, person.locator("main .services a", { hasText: "سقيا الماء" }).first());
  await send(person, "/my/new");
  await accepted(person);
  request = idOf(person);
  await answerAll(person, request, { need: "البيت بلا ماء منذ أيام والأيتام عند جدتهم.", amount: "700", dwelling: "traditional", income: ["social_security", "900"] });
  await go(person, `/my/requests/${request}/documents`);
  await press(person, person.locator('main .upload a.btn--primary[href*="/documents/"]').first());
  let broken = 0;
  // The mast falls twice in the middle of the paper.
  await person.route("**/my/uploads/*/part", (route) => (broken++ < 2 ? route.abort("connectionreset") : route.continue()));
  const quiet = person.troubles.length;
  await fillPaper(person, { number: identity(child), issued: hijri(1, 6, 1448), expires: hijri(1, 1, 1453) });
  await person.locator('main input[name="scan"]').setInputFiles(png(72, 1800, 1400));
  await person.waitForSelector("[data-upload-list] li[data-page]", { timeout: 60_000 });
  assert.ok(broken > 2, "it went on by itself");
  await person.unroute("**/my/uploads/*/part");
  person.troubles.length = quiet;
  await look(person, "portal-paper");
  await press(person, person.locator('main form[data-upload] .btn-row button[value="done"]'));
  await accepted(person);
  await handIn(person, request, { number: identity(child), issued: hijri(1, 6, 1448), expires: hijri(1, 1, 1453) }, true);
});

step("signed by hand in the child's stead", async () => {
  await go(person, `/my/requests/${request}/check`);
  await says(person, "مشعل");
  await fill(person, { agreed: true, clear: true });
  await drawSignature(person);
  await look(person, "portal-check-signed");
  await handOver(person);
  await accepted(person);
  await look(person, "portal-sent-guardian");
});

step("refused with reasons; the guardian objects by the phone", async () => {
  const page = await at("rola");
  await matchPapers(page, request);
  await go(page, `/requests/${request}`);
  await says(page, "مشعل");
  await fill(page, { password }, 'form[action$="/verify"]');
  await send(page, "/verify");
  await accepted(page);
  await send(page, "/present");
  await accepted(page);
  const amin = await at("amin");
  await formCommittee(amin);
  const sitting = await sit(amin, request);
  await record(amin, sitting, request, "refuse", { outcome: "refuse", reasons: "للبيت عداد مدفوع من جهة أخرى" });
  await confirm(await at("faisal"), sitting, request);
  await go(person, `/my/requests/${request}`);
  await saysNot(person, "عداد مدفوع");
  await go(page, `/requests/${request}`);
  await fill(page, { how: "phone", told_to: "مشعل الافتراضي", proof: "مكالمة من رقم الجمعية" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  await accepted(page);
  await go(person, `/my/requests/${request}`);
  await says(person, "عداد مدفوع");
  await go(person, `/my/requests/${request}/object`);
  await look(person, "portal-object");
  await fill(person, { reason: "العداد لبيت الجدة لا لبيتنا، وهذه الفاتورة باسم والدهم رحمه الله." });
  if (await person.locator('main [name="sure"]').count()) await fill(person, { sure: true });
  await send(person, "/object");
  await accepted(person);
  await go(person, `/my/requests/${request}`);
  await look(person, "portal-objected");
  await go(page, `/requests/${request}`);
  await says(page, "العداد لبيت الجدة");
});
