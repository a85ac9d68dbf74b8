// On the phone, in Arabic: a question referred and answered on the way, a study at the house, and a refusal kindly told.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, arabic, fill, follow, go, idOf, press, says, saysNot, send, words } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { bringPapers, called, confirm, desks, formCommittee, hijri, journey, matchPapers, newFile, newRequest, password, record, setFloor, sit, staff, submitBoth } from "../lib/steps.mjs";
import { launch, look } from "../lib/world.mjs";

const nine = "105567892";
const step = journey(test);
let browser, sila, at, request, study, sitting;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "sami", "basma", "layla", "amin", "faisal", "huda", "majed", "noura"]));
  browser = await launch();
  at = desks(browser, sila, { shape: "phone" });
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("a file, a monthly help asked for, and everything brought, on the phone", async () => {
  await setFloor(await at("noura"), 0);
  const page = await at("rola");
  await go(page, "/desk");
  await look(page, "desk");
  const file = await newFile(page, { nine, mobile: "0551234569", as_written: "سعاد بنت حمد بن فهد التجريبية", birth: hijri(9, 9, 1391), sex: "female", categories: ["low_income"] });
  await look(page, "file");
  request = await newRequest(page, file, "مساعدة نقدية شهرية");
  await look(page, "request-form");
  await fill(page, { need: "تعول نفسها ولا دخل لها إلا القليل من قريبتها.", amount: arabic(1200), members_confirmed: true, dwelling: "with_family", income_relatives: arabic(400), has_debts: "no" });
  await send(page, "/form");
  await accepted(page);
  await bringPapers(page, request, nine);
  await matchPapers(page, request);
  await look(page, "request-draft");
  await submitBoth(page, request);
  await look(page, "receipt");
});

step("an unclear matter is referred to social research and answered to both", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  await says(page, /الإحالة إلى البحث|بحث/);
  await press(page, page.locator('main a[href$="/clarifications/new"]').first());
  await look(page, "clarification-ask");
  await send(page, "/clarifications/new");
  assert.ok(await page.locator("[data-error-summary]").count());
  await fill(page, { question: "هل يُحسب ما يصلها من قريبتها دخلًا ثابتًا؟" });
  await send(page, "/clarifications/new");
  await accepted(page);
  await says(page, "دخلًا ثابتًا");
  const lead = await at("layla");
  await go(lead, "/desk");
  await says(lead, "سعاد");
  await go(lead, "/research?view=questions");
  await look(lead, "research");
  await press(lead, lead.locator('main a[href^="/clarifications/"]').first());
  await fill(lead, { answer: "لا يُحسب إلا ما كان منتظمًا ستة أشهر، ويُسأل عنه في الزيارة." });
  await look(lead, "clarification");
  await send(lead, lead.url().split("/").at(-1));
  await accepted(lead);
  await go(page, `/requests/${request}`);
  await says(page, "ستة أشهر");
});

step("the lead names a researcher for a visit", async () => {
  const lead = await at("layla");
  await go(lead, `/requests/${request}/research`);
  await look(lead, "research-start");
  await fill(lead, { researcher: { label: called.basma } }).catch(async () => {
    const value = await lead.locator('select[name="researcher"] option', { hasText: "بسمة" }).first().getAttribute("value");
    await fill(lead, { researcher: value });
  });
  if (await lead.locator('[name="kind"]').count()) await fill(lead, { kind: "field" });
  await send(lead, "/research");
  await accepted(lead);
  await go(lead, `/requests/${request}`);
  await says(lead, "قيد البحث الاجتماعي");
});

step("the researcher writes the study at the house and signs it", async () => {
  const page = await at("basma");
  await go(page, "/desk");
  await look(page, "desk-researcher");
  await go(page, "/research");
  await press(page, page.locator('main a[href^="/studies/"]').first());
  study = idOf(page);
  await go(page, `/studies/${study}/edit`);
  await look(page, "study-form");
  await fill(page, { visit: hijri(10, 6, 1448), visit_place: "منزل والدها في حي المثال", findings: "تسكن مع والدها، والبيت مكتفٍ، ولها دخل لم يُذكر من عمل منزلي.", members: arabic(1), income_monthly: arabic(3800), needs: "لا حاجة ظاهرة الآن.", evaluation: "الدخل فوق حد الاكتفاء.", recommendation: "refuse" });
  await press(page, 'button[name="to_sign"]');
  if (await page.locator("[data-error-summary]").count()) {
    // The reasons were left out: what was typed is kept.
    assert.equal(await page.inputValue('[name="visit_place"]'), "منزل والدها في حي المثال");
    await look(page, "study-form-error");
    await fill(page, { income_class: { index: 4 }, reasons: "الدخل الموجود يكفيها، وليس في حالها ما يستدعي مساعدة شهرية." });
    await press(page, 'button[name="to_sign"]');
  }
  await accepted(page);
  await look(page, "study-sign");
  await fill(page, { password });
  await send(page, "/sign");
  await accepted(page);
  await go(page, `/studies/${study}`);
  await says(page, "حي المثال");
  await look(page, "study");
  await go(page, `/studies/${study}/report`);
  await look(page, "study-report");
});

step("explained, raised, decided: the refusal stays inside until it is told", async () => {
  const page = await at("rola");
  await go(page, `/requests/${request}`);
  await look(page, "request-explain");
  await fill(page, { how: "phone", clear: true }, 'form[action$="/explain"]');
  await send(page, "/explain");
  await accepted(page);
  await says(page, "معروض على اللجنة");
  const secretary = await at("amin");
  await formCommittee(secretary);
  sitting = await sit(secretary, request);
  await look(secretary, "sitting");
  await record(secretary, sitting, request, "refuse", { outcome: "refuse", reasons: "تبيّن أن دخلك يفي بحاجتك الآن، ويسرّنا أن تعودي إن تغيّر حالك." });
  const chair = await at("faisal");
  await go(chair, `/committee/sittings/${sitting}/items/${request}`);
  await look(chair, "item");
  await confirm(chair, sitting, request);
});

step("a refusal with its reason and the way to object", async () => {
  const page = await at("rola");
  await go(page, "/desk");
  await saysNot(page, "مرفوض");
  await go(page, `/requests/${request}`);
  await look(page, "request-reply");
  await fill(page, { how: "phone", told_to: "سعاد نفسها", proof: "اتصال على جوالها" }, 'form[action$="/reply"]');
  await send(page, "/reply");
  await accepted(page);
  await says(page, "مرفوض");
  await go(page, `/requests/${request}/letter`);
  await says(page, "يفي بحاجتك", "الاعتراض", "1448/1");
  await look(page, "letter");
  await go(page, `/requests/${request}`);
  await look(page, "request-refused");
});

step("she objects: another reporter than before, and the committee has it again", async () => {
  const page = await at("sami");
  await go(page, `/requests/${request}/do/object`);
  await look(page, "object");
  const reporters = await words(page, 'select[name="reporter"]');
  assert.ok(!reporters.includes(called.basma), "the one who studied it first does not report again");
  await fill(page, { reason: "الدخل المذكور انقطع منذ شهرين.", reporter: { index: 1 } });
  await send(page, "/object");
  await accepted(page);
  await says(page, "معروض على اللجنة");
  assert.match(sila.run(["audit", "verify"]), /^sound/);
});
