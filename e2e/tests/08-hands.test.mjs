// By keyboard alone, and without script. (Twice as large is 640px wide on a desk: `look` asks for that on every page.)
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, fill, go, idOf, press, says, send } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { answers, journey, newFile, newRequest, hijri, password, staff } from "../lib/steps.mjs";
import { launch, signIn, untroubled, visitor } from "../lib/world.mjs";

const step = journey(test);
let browser, sila, file, request;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola"]));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

/** Presses Tab until the focus is on what is wanted; every stop on the way must be seen. */
async function tabTo(page, selector) {
  for (let n = 0; n < 120; n++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((selector) => {
      const e = document.activeElement;
      const box = e.getBoundingClientRect();
      const ringed = [e, e.closest("label"), e.parentElement].some((x) => x && (getComputedStyle(x).outlineStyle !== "none" || getComputedStyle(x).boxShadow !== "none"));
      return { there: e.matches(selector), seen: box.width > 0 && box.height > 0, ringed, tag: `${e.tagName}.${e.className}#${e.id}` };
    }, selector);
    assert.ok(at.seen, `the focus is nowhere to be seen: ${at.tag}`);
    if (at.there) {
      assert.ok(at.ringed, `no mark of focus on ${at.tag}`);
      return;
    }
  }
  assert.fail(`the keyboard does not reach ${selector} on ${page.url()}`);
}

step("in, and a new file, by keyboard alone", async () => {
  const page = await visitor(browser, sila.url);
  await page.goto("/sign-in");
  await tabTo(page, '[name="username"]');
  await page.keyboard.type("rola");
  await tabTo(page, '[name="password"]');
  await page.keyboard.type(password);
  await Promise.all([page.waitForURL((u) => u.pathname === "/desk"), page.keyboard.press("Enter")]);
  // The first stop leads past the navigation.
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await tabTo(page, 'main a[href="/files/new"]');
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await tabTo(page, '[name="identity_kind"]');
  await page.keyboard.press("End");
  await tabTo(page, '[name="as_written"]');
  await page.keyboard.type("وضحى بنت زيد بن مبارك التجريبية");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await accepted(page);
  await tabTo(page, '[name="birth_year"]');
  await page.keyboard.type("١٣٩٠");
  await tabTo(page, '[name="sex"]');
  await page.keyboard.press("ArrowLeft");
  await tabTo(page, '[name="categories"][value="low_income"]');
  await page.keyboard.press("Space");
  await tabTo(page, 'form[action="/files"] .btn--primary');
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await accepted(page);
  await says(page, "وضحى", "1390");
  file = idOf(page);
  // The slash leads to the search box.
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "top-q");
  await page.keyboard.type("وضحي التجريبيه");
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
  await says(page, "وضحى");
  untroubled(page);
});

for (const shape of ["desk", "phone"]) {
  step(`without script, from the door to a saved form: ${shape}`, async () => {
    const page = await visitor(browser, sila.url, { script: false, shape });
    await signIn(page, "rola", password);
    await go(page, "/desk");
    await press(page, page.locator('main a[href="/files/new"]').first());
    const nine = shape === "desk" ? "109901236" : "109901247";
    file = await newFile(page, { nine, mobile: shape === "desk" ? "0551234573" : "0551234574", as_written: shape === "desk" ? "مها بنت سالم بن عبدالعزيز التجريبية" : "شيخة بنت فواز بن دخيل المثالية", birth: hijri(3, 3, 1401), sex: "female", categories: ["low_income"] });
    request = await newRequest(page, file, "سقيا الماء");
    await fill(page, { need: answers.need, amount: "كثير" });
    await send(page, "/form");
    assert.ok(await page.locator("[data-error-summary]").count());
    assert.equal(await page.inputValue('[name="need"]'), answers.need);
    await fill(page, { ...answers, rent: "" });
    await send(page, "/form", "submit");
    await accepted(page);
    await says(page, "لا يمكن التقديم بعد");
    await go(page, `/requests/${request}`);
    await says(page, "1,500");
    // The menus open without script as well.
    await page.locator(shape === "desk" ? "summary.person" : ".bottomnav summary").click();
    assert.ok(await page.locator(shape === "desk" ? ".menu__box" : ".bottomnav details div").isVisible());
  });
}
