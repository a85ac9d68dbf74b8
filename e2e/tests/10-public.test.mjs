// The pages anyone may read: sound in both languages, shapes and colours, without script, light; and what the association writes there.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { png } from "../lib/hand.mjs";
import { weight } from "../lib/portal.mjs";
import { Sila } from "../lib/server.mjs";
import { launch, signIn, sound, visitor } from "../lib/world.mjs";

const password = "a long enough pass phrase 7";
const pages = ["/", "/help", "/help/food_basket", "/how", "/promises", "/contact", "/faq", "/privacy", "/accessibility", "/sitemap"];
let browser, sila;

before(async () => {
  sila = await Sila.start([], (s) => s.admin("hana", "هناء المثالية", "administrator", password));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

for (const [shape, lang, dark] of [["desk", "ar", false], ["phone", "ar", true], ["phone", "en", false]]) {
  test(`public pages: ${shape}, ${lang}${dark ? ", dark" : ""}`, async () => {
    const page = await visitor(browser, sila.url, { shape, lang, dark });
    for (const path of pages) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      await sound(page, { lang, name: `public${path.replaceAll("/", "-")}-${page.shape}-${lang}` });
    }
  });
}

test("without script: from the home page to a service, and the other language", async () => {
  const page = await visitor(browser, sila.url, { shape: "phone", script: false });
  await page.goto("/");
  await page.locator('.services a[href="/help?need=food"]').click();
  await page.locator('a[href="/help/food_basket"]').click();
  assert.equal(await page.locator('a[href="/my/new?service=food_basket"]').count(), 1);
  await page.locator(".menu summary").click();
  await page.locator('.menu a[href^="/lang/en"]').click();
  assert.equal(new URL(page.url()).pathname, "/help/food_basket");
  assert.equal(await page.getAttribute("html", "lang"), "en");
});

test("a first visit weighs less than 60 KB, fonts apart", async () => {
  for (const path of ["/", "/help", "/help/food_basket"]) {
    const page = await visitor(browser, sila.url, { shape: "phone" });
    const bytes = await weight(page, path);
    assert.ok(bytes < 40_000, `${path}: ${bytes} bytes`);
  }
});

test("an announcement is looked at, published and seen", async () => {
  const page = await visitor(browser, sila.url);
  await signIn(page, "hana", password);
  await page.goto("/settings/site/banner");
  await page.fill("#text_ar", "المكاتب مغلقة يوم التأسيس");
  const [shown] = await Promise.all([page.context().waitForEvent("page"), page.locator('button[value="preview"]').click()]);
  await shown.waitForLoadState();
  assert.match(await shown.textContent("main"), /المكاتب مغلقة يوم التأسيس/);
  await shown.close();
  const someone = await visitor(browser, sila.url);
  await someone.goto("/how");
  assert.doesNotMatch(await someone.textContent("main"), /يوم التأسيس/);
  // The page that answers has the same address: its coming is waited for, not the address.
  await Promise.all([page.waitForEvent("load"), page.locator('button[value="publish"]').click()]);
  await someone.reload();
  assert.match(await someone.textContent("main"), /المكاتب مغلقة يوم التأسيس/);
});

test("the association's logo heads the public pages", async () => {
  const page = await visitor(browser, sila.url);
  await signIn(page, "hana", password);
  await page.goto("/settings/texts/frame");
  await page.locator('input[name="logo"]').setInputFiles(png(3, 900, 300));
  await Promise.all([page.waitForEvent("load"), page.locator('button[formaction$="/frame/logo"]').click()]);
  for (const [shape, dark] of [["phone", false], ["desk", true]]) {
    const someone = await visitor(browser, sila.url, { shape, dark });
    await someone.goto("/how");
    const logo = someone.locator(".site-header .brand__logo");
    assert.ok(await logo.evaluate((i) => i.complete && i.naturalWidth > 0));
    await sound(someone, { name: `public-logo-${shape}` });
  }
  const first = await visitor(browser, sila.url, { shape: "phone" });
  assert.ok((await weight(first, "/")) < 52_000);
});
