// Somebody without a file, on an old phone over a weak network, with script off: from the public page to the receipt.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, drawSignature, fill, follow, go, idOf, identity, press, says, saysNot, send } from "../lib/hand.mjs";
import { answerAll, enter, handIn, leave, signByCode, slow, weight } from "../lib/portal.mjs";
import { Sila } from "../lib/server.mjs";
import { confirm, desks, formCommittee, hijri, journey, matchPapers, password, record, setFloor, sit, staff } from "../lib/steps.mjs";
import { launch, look, visitor } from "../lib/world.mjs";

const nine = "105567801";
const mobile = "0551239871";
const step = journey(test);
let browser, sila, at, person, request, file, sitting;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "sami", "amin", "faisal", "huda", "majed", "noura", "dalal", "tariq"]));
  browser = await launch();
  at = desks(browser, sila);
  person = await visitor(browser, sila.url, { shape: "phone", script: false });
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("the public pages are light and lead to the service", async () => {
  await setFloor(await at("noura"), 0);
  const first = await visitor(browser, sila.url, { shape: "phone" });
  const bytes = await weight(first, "/");
  assert.ok(bytes < 60 * 1024, `a first visit transfers ${bytes} bytes`);
  await slow(person);
  await go(person, "/");
  await look(person, "public-home");
  await go(person, "/help");
  await look(person, "public-help");
  await press(person, person.locator("main a", { hasText: "سقيا الماء" }).first());
  await look(person, "public-service");
  await press(person, person.locator('main a[href^="/my/new"]').first());
  assert.match(person.url(), /\/my\/sign-in/);
  await look(person, "portal-sign-in");
});

step("a code to the phone, and a few words about oneself", async () => {
  const service = new URL(person.url()).searchParams.get("next") ?? "/my/new";
  await enter(person, sila, mobile, null, service);
  await go(person, "/my/apply");
  await look(person, "portal-apply");
  await person.locator('main form button[value="go"]').click();
  await person.waitForLoadState("load");
  assert.ok(await person.locator("[data-error-summary]").count(), "empty: kindly told");
  await fill(person, { first: "نجود", father: "سعد", family: "الافتراضية", identity_kind: "national", identity: identity(nine), birth: hijri(3, 5, 1399), sex: "female", city: "البكيرية" }).catch(async () => {
    await fill(person, { first: "نجود", father: "سعد", family: "الافتراضية", identity: identity(nine), birth: hijri(3, 5, 1399), sex: "female", city: "البكيرية" });
  });
  await press(person, person.locator('main form .btn-row button[value="go"]'));
  await accepted(person);
});

step("the request, one thing to a page, saved at each step", async () => {
  await go(person, "/my/new");
  await look(person, "portal-services");
  await press(person, person.locator("main .services a", { hasText: "سقيا الماء" }).first());
  await look(person, "portal-service");
  await send(person, "/my/new");
  await accepted(person);
  request = idOf(person);
  await go(person, `/my/requests/${request}/tasks`);
  await look(person, "portal-tasks");
  await answerAll(person, request, { need: "انقطع الماء عن البيت منذ أسبوع ولا نقدر على الفاتورة.", amount: "900", dwelling: "traditional", income: ["social_security", "1100"] });
  await go(person, `/my/requests/${request}/ask/need`);
  await look(person, "portal-question");
  await go(person, `/my/requests/${request}/documents`);
  await look(person, "portal-documents");
  const papers = await handIn(person, request, { number: identity(nine), issued: hijri(1, 6, 1448), expires: hijri(1, 1, 1453) });
  assert.ok(papers > 0);
});

step("checked, signed by a code, sent, with the day before which no answer comes", async () => {
  await go(person, `/my/requests/${request}/check`);
  await look(person, "portal-check");
  await signByCode(person, sila, request, mobile);
  await look(person, "portal-sent");
  await says(person, /1448-\d{4}/, "1448");
  await go(person, `/my/requests/${request}`);
  await look(person, "portal-track");
});

step("an officer finds him no duplicate, enters him, matches and verifies", async () => {
  const page = await at("rola");
  await go(page, "/applications");
  await look(page, "applications");
  await says(page, "نجود");
  await press(page, page.locator('main a[href^="/applications/"]', { hasText: "نجود" }).first());
  await look(page, "application");
  await send(page, "/make-new").catch(() => send(page, "/new"));
  await accepted(page);
  await matchPapers(page, request);
  await go(page, `/requests/${request}`);
  await look(page, "request-from-portal");
  await fill(page, { password }, 'form[action$="/verify"]');
  await send(page, "/verify");
  await accepted(page);
  await go(person, `/my/requests/${request}`);
  await saysNot(person, "رلى");
});

step("the committee grants it, the answer is read on the phone, the help handed over and its receipt confirmed", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  await send(page, "/present");
  await accepted(page);
  const amin = await at("amin");
  await formCommittee(amin);
  sitting = await sit(amin, request);
  await record(amin, sitting, request, "accept", { outcome: "accept", amount: "900", reasons: "حاجة ظاهرة والدخل لا يكفي" });
  await confirm(await at("faisal"), sitting, request);
  await go(person, `/my/requests/${request}`);
  await saysNot(person, "حاجة ظاهرة", "900");
  await go(page, `/requests/${request}`);
  await fill(page, { how: "phone", told_to: "نجود الافتراضية", proof: "مكالمة من رقم الجمعية" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  await accepted(page);
  await go(person, `/my/requests/${request}`);
  await look(person, "portal-answer");
  await says(person, "حاجة ظاهرة");
  await go(person, "/my/messages");
  await look(person, "portal-messages");
  await go(page, `/requests/${request}`);
  await fill(page, { categories: ["low_income"], class: "b", class_reason: "دخلها من الضمان وحده", payment_way: "pickup", valid_until: ["22", "11", "2027", "gregorian"], next_review: hijri(1, 6, 1449) }, 'form[action$="/register"]');
  await send(page, "/register");
  await accepted(page);
  const deliverer = await at("dalal");
  await go(deliverer, `/requests/${request}/delivery/new`);
  await fill(deliverer, { amount: "900", how: "cheque" });
  await send(deliverer, "/delivery/new");
  await accepted(deliverer);
  const treasurer = await at("tariq");
  await go(treasurer, "/delivery");
  await send(treasurer, "/release");
  await accepted(treasurer);
  await go(deliverer, "/delivery?state=released");
  await press(deliverer, 'main a[href$="/hand"]');
  await fill(deliverer, { relation: "self", proof: "signature" });
  await drawSignature(deliverer);
  await send(deliverer, "/hand");
  await accepted(deliverer);
  await go(person, `/my/requests/${request}`);
  await look(person, "portal-handed");
  await press(person, person.locator('main a.btn[href*="/my/requests/"]', { hasText: /تأكيد|وصل/ }).first());
  await look(person, "portal-confirm");
  await fill(person, { answer: "received" });
  await send(person, new URL(person.url()).pathname.split("/").at(-1));
  await accepted(person);
  await go(person, `/my/requests/${request}`);
  await look(person, "portal-confirmed");
});

step("one's own data, who opened it, consents, a copy; and what is somebody else's is not there", async () => {
  for (const [path, name] of [["/my/data", "portal-data"], ["/my/data/opened", "portal-opened"], ["/my/consents", "portal-consents"], ["/my/papers", "portal-papers"], ["/my/data/copy", "portal-copy"], ["/my", "portal-home"]]) {
    await go(person, path);
    await look(person, name);
  }
  const other = await visitor(browser, sila.url, { shape: "phone", script: false });
  await enter(other, sila, "0551239872", null);
  await go(other, `/my/requests/${request}`, 404);
  await go(other, `/my/requests/${request}/documents`, 404);
  await go(other, `/my/requests/${"0".repeat(26)}`, 404);
});

step("after leaving, going back shows nothing", async () => {
  await go(person, "/my/data");
  await leave(person);
  await person.goBack();
  await saysNot(person, "نجود");
});
