// What is missing is told once and in full; presses that come twice or from two tabs do one thing.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, fill, go, idOf, press, says, saysNot, send, words } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { answers, bringPapers, called, desks, hijri, journey, matchPapers, newFile, password, staff, submitBoth } from "../lib/steps.mjs";
import { launch, look } from "../lib/world.mjs";

const nine = "106678903";
const step = journey(test);
let browser, sila, at, file, request;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "sami", "noura"]));
  browser = await launch();
  at = desks(browser, sila);
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

/** Sends a form of the page twice at once, as it stands; where both answers led. */
const twice = (page, selector, more = {}) =>
  page.evaluate(
    async ([selector, more]) => {
      const form = document.querySelector(selector);
      const body = () => {
        const data = new FormData(form);
        for (const [k, v] of Object.entries(more)) data.set(k, v);
        return form.enctype === "multipart/form-data" ? data : new URLSearchParams(data);
      };
      const answers = await Promise.all([fetch(form.action, { method: "POST", body: body() }), fetch(form.action, { method: "POST", body: body() })]);
      return answers.map((a) => ({ status: a.status, path: new URL(a.url).pathname }));
    },
    [selector, more],
  );

step("a request begun by a double press is one request", async () => {
  const page = await at("rola");
  file = await newFile(page, { nine, mobile: "0551234570", as_written: "حصة بنت علي بن ناصر التجريبية", birth: hijri(1, 2, 1399), sex: "female", categories: ["low_income"] });
  const value = await page.locator('select[name="service"] option', { hasText: "سقيا الماء" }).getAttribute("value");
  await fill(page, { service: value, channel: "phone" });
  const [a, b] = await twice(page, 'form[action="/requests"]');
  assert.deepEqual([a.status, b.status], [200, 200]);
  assert.equal(a.path, b.path);
  request = a.path.split("/")[2];
  await go(page, `/files/${file}`);
  assert.equal(await page.locator('[aria-labelledby="h-requests"] tbody tr').count(), 1);
});

step("incomplete: what is missing is recorded in full and told, nothing is signed and no time runs", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}/form`);
  await fill(page, answers);
  await send(page, "/form", "submit");
  await says(page, "لا يمكن التقديم بعد");
  assert.equal(await page.locator("[data-sign]").count(), 0, "nothing to sign");
  await go(page, `/requests/${request}/do/tell_missing`);
  await look(page, "tell-missing");
  await fill(page, { note: "صورة من آخر فاتورة", told: "later" });
  await send(page, "/tell-missing");
  await accepted(page);
  await says(page, "بانتظار استكمال النواقص", "سجل", "صورة من آخر فاتورة".slice(0, 8));
  await saysNot(page, "لا يصدر الرد قبل");
  await look(page, "request-awaiting");
});

step("telling is a task on the desk until it is recorded how and by whom", async () => {
  const page = await at("rola");
  await go(page, "/desk");
  await says(page, "حصة");
  await look(page, "desk");
  await go(page, `/requests/${request}`);
  await press(page, page.locator('main a[href*="/do/task?task="]').first());
  await look(page, "task");
  await fill(page, { how: "phone", note: "قُرئت عليها القائمة كلها." });
  await send(page, "/done");
  await accepted(page);
  await go(page, `/requests/${request}`);
  assert.equal(await page.locator('main a[href*="/do/task?task="]').count(), 0);
});

step("completed later; a double press of submit makes one submission", async () => {
  const page = await at("rola");
  await bringPapers(page, request, nine);
  await matchPapers(page, request);
  await go(page, `/requests/${request}/submit`);
  await fill(page, { agreed: true });
  // The applicant signed on paper: the scan and a witness stand for the hand.
  const paper = await page.evaluate(() => {
    const c = document.createElement("canvas");
    c.width = 200;
    c.height = 80;
    c.getContext("2d").fillRect(20, 40, 150, 4);
    return c.toDataURL("image/png");
  });
  const [a, b] = await twice(page, 'form[action$="/submit"]', { signature: paper, press: "submit" });
  assert.deepEqual([a.status, b.status], [200, 200]);
  assert.match(a.path, /\/receipt$/);
  assert.equal(b.path, a.path);
  await go(page, `/requests/${request}`);
  await says(page, "مقدَّم", "1448-0001", "لا يصدر الرد قبل");
  const history = await words(page, '[aria-labelledby="h-hist"]');
  assert.equal(history.split("قُدّم الطلب").length - 1, 1, history);
});

step("two tabs press «verify»: one wins, the other is told who was first", async () => {
  const [one, two] = [await at("rola"), await at("sami")];
  await go(one, `/requests/${request}`);
  await go(two, `/requests/${request}`);
  await fill(one, { password });
  await fill(two, { password });
  await send(one, "/verify");
  await accepted(one);
  await says(one, "مستوفى ومطابق");
  await send(two, "/verify");
  await says(two, called.rola, "مستوفى ومطابق");
  await look(two, "moved");
  await press(two, "main a.btn--primary");
  assert.equal(idOf(two), request);
});

step("returned for our own omission after verifying: the floor stays, signatures fall, it is signed anew", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  const promise = await page.locator(".promise time").first().getAttribute("datetime");
  await go(page, `/requests/${request}/do/return`);
  await look(page, "return");
  await fill(page, { missing: ["national_address."], omission: "ours", reason: "العنوان المرفق لبيت سابق.", told: "at_desk" });
  await send(page, "/return");
  await accepted(page);
  await says(page, "بانتظار استكمال النواقص", "سقط بتغيّر ما وُقّع عليه", "طُلب من جديد ولم يصل بعد");
  // The old paper is valid and matched; another was asked for, and it is what completes the request.
  await bringPapers(page, request, nine);
  await matchPapers(page, request);
  await submitBoth(page, request);
  await go(page, `/requests/${request}`);
  await says(page, "مستوفى ومطابق", "1448-0001");
  assert.equal(await page.locator(".promise time").first().getAttribute("datetime"), promise, "the first promise stands");
  assert.match(sila.run(["audit", "verify"]), /^sound/);
});
