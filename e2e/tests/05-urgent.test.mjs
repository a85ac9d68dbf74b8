// A reply before the floor: refused without a recorded reason, and with one listed as a deviation for all to see.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, fill, go, says, saysNot, send } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { confirm, desks, explainAndPresent, formCommittee, journey, readyRequest, record, sit, staff, submitBoth } from "../lib/steps.mjs";
import { launch, look } from "../lib/world.mjs";

const step = journey(test);
let browser, sila, at, request;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "amin", "faisal", "huda", "majed", "noura"]));
  browser = await launch();
  at = desks(browser, sila);
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("decided within the fortnight: no reply yet, and nobody outside knows the outcome", async () => {
  const page = await at("rola");
  ({ request } = await readyRequest(page, { nine: "107789014", mobile: "0551234571", name: "مضاوي بنت راشد بن علي التجريبية" }));
  await submitBoth(page, request);
  await explainAndPresent(page, request);
  const secretary = await at("amin");
  await formCommittee(secretary);
  const sitting = await sit(secretary, request);
  await record(secretary, sitting, request, "accept", { outcome: "accept_part", amount: "900", reasons: "يُسدَّد ما تأخر من الفاتورتين، والباقي في حدود الأسرة." });
  await confirm(await at("faisal"), sitting, request);
  await go(page, `/requests/${request}`);
  await says(page, "صدر القرار ولم يبلَّغ");
  await saysNot(page, "900", "قبول جزئي");
  assert.equal(await page.locator('form[action$="/reply"]').count(), 0);
  await look(page, "request-waits");
});

step("a reply pressed all the same is refused", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}/do/urge`);
  await look(page, "urge");
  const answer = await page.evaluate(async () => {
    const form = document.querySelector('form[action$="/urge"]');
    const data = new URLSearchParams(new FormData(form));
    for (const [k, v] of [["how", "phone"], ["told_to", "مضاوي"], ["proof", "اتصال"]]) data.set(k, v);
    const a = await fetch(form.action.replace(/urge$/, "reply"), { method: "POST", body: data });
    return { status: a.status, text: await a.text() };
  });
  assert.ok([409, 422].includes(answer.status), String(answer.status));
  assert.ok(!answer.text.includes("900") && !answer.text.includes("قبول جزئي"), "the refusal tells nothing of the outcome");
  await go(page, `/requests/${request}`);
  await says(page, "صدر القرار ولم يبلَّغ");
});

step("urgency without a reason is refused; with one the reply goes out at once", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}/do/urge`);
  await send(page, "/urge");
  assert.ok(await page.locator("#reason-e").count());
  await fill(page, { reason: "أُنذرت الأسرة بقطع الماء غدًا." });
  await send(page, "/urge");
  await accepted(page);
  await says(page, "900");
  await look(page, "request-urgent");
  await fill(page, { how: "at_desk", told_to: "مضاوي نفسها", proof: "استلمت الخطاب ووقّعت" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  await accepted(page);
  await says(page, "مقبول");
});

step("the deviation stands on the request, with its reason", async () => {
  const manager = await at("noura");
  await go(manager, `/requests/${request}`);
  await says(manager, "أُنذرت الأسرة بقطع الماء غدًا.");
  assert.ok(await manager.locator('[aria-labelledby="h-dev"]').count());
  await look(manager, "request-deviation");
  assert.match(sila.run(["audit", "verify"]), /^sound/);
});
