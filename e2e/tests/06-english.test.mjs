// One English pass over the main pages, in dark too; and the switch from one language to the other where one stands.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fill, go, press, says, send, words } from "../lib/hand.mjs";
import { Sila } from "../lib/server.mjs";
import { answers, desks, hijri, journey, newFile, staff } from "../lib/steps.mjs";
import { launch, look, shot, signIn, visitor } from "../lib/world.mjs";
import { password } from "../lib/steps.mjs";

const step = journey(test);
let browser, sila, at, page, file, request;

before(async () => {
  sila = await Sila.start([], (s) => staff(s, ["rola", "noura", "amin", "adel"]));
  browser = await launch();
  at = desks(browser, sila, { lang: "en" });
  page = await at("rola");
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

/** Arabic in an English page is people's own words, set apart; the page's own are English. */
async function english(page) {
  const strays = await page.evaluate(() => {
    const out = [];
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const t = walk.currentNode;
      if (/[\u0600-\u06FF]{2}/.test(t.data.replace(/\u2068[^\u2069]*\u2069/g, "")) && !t.parentElement.closest("bdi, [lang=ar], [dir=auto], textarea, option, .avatar, td, th, .vh, dd, .crumbs, h1")) out.push(t.data.trim().slice(0, 60));
    }
    return out;
  });
  assert.deepEqual(strays, [], page.url());
}

step("desk, files, a file", async () => {
  await go(page, "/desk");
  await look(page, "desk", { lang: "en" });
  await english(page);
  file = await newFile(page, { nine: "108890125", mobile: "0551234572", as_written: "لطيفة بنت عبدالله بن سعد التجريبية", birth: ["7", "5", "1982", "gregorian"], sex: "female", categories: ["low_income"] });
  await says(page, "14 Rajab 1402", "7 May 1982", "Draft");
  await look(page, "file", { lang: "en" });
  await english(page);
  await go(page, "/files");
  await look(page, "files", { lang: "en" });
  await english(page);
});

step("a request's form with a mistake, and the request", async () => {
  await go(page, `/files/${file}`);
  const value = await page.locator('select[name="service"] option', { hasText: "Water" }).first().getAttribute("value");
  await fill(page, { service: value });
  await send(page, "/requests");
  request = page.url().split("/")[4];
  await fill(page, { ...answers, amount: "much" });
  await send(page, "/form");
  await says(page, "1200");
  await look(page, "request-form-error", { lang: "en" });
  await english(page);
  await fill(page, { amount: answers.amount });
  await send(page, "/form");
  await says(page, "Draft");
  await look(page, "request", { lang: "en" });
  await english(page);
  await go(page, "/requests");
  await look(page, "requests", { lang: "en" });
  await go(page, "/contacts");
  await look(page, "contacts", { lang: "en" });
});

step("services and settings", async () => {
  const manager = await at("noura");
  await go(manager, "/services");
  await look(manager, "services", { lang: "en" });
  await english(manager);
  await press(manager, manager.locator('main a[href^="/services/0"]').first());
  await look(manager, "service", { lang: "en" });
  await english(manager);
  for (const [path, kind] of [["/settings", "settings"], ["/settings/clocks", "clocks"], ["/categories", "categories"], ["/documents/types", "document-types"], ["/delivery", "delivery"], ["/research", "research"], ["/audit", "audit"], ["/imports", "imports"]]) {
    await go(manager, path);
    await look(manager, kind, { lang: "en" });
    await english(manager);
  }
  const secretary = await at("amin");
  for (const [path, kind] of [["/committee", "committee"], ["/committee/settings", "committee-settings"], ["/committee/members", "committee-members"]]) {
    await go(secretary, path);
    await look(secretary, kind, { lang: "en" });
    await english(secretary);
  }
});

step("the switch keeps the page and turns it around", async () => {
  await go(page, `/files/${file}`);
  await press(page, page.locator('form[action="/lang"] button[value="ar"]').first());
  assert.equal(new URL(page.url()).pathname, `/files/${file}`);
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  await says(page, "14 رجب 1402");
});

step("in the dark, on desk and phone", async () => {
  for (const shape of ["desk", "phone"]) {
    const dark = await visitor(browser, sila.url, { shape, dark: true });
    await signIn(dark, "rola", password);
    for (const [path, kind] of [["/desk", "desk"], [`/files/${file}`, "file"], [`/requests/${request}`, "request"], [`/requests/${request}/form`, "request-form"]]) {
      await go(dark, path);
      await look(dark, kind);
    }
  }
});

step("printed: the file and the form on paper, without buttons or navigation", async () => {
  await page.emulateMedia({ media: "print" });
  for (const [path, kind] of [[`/files/${file}/print`, "file-print"], [`/requests/${request}/print`, "form-print"], [`/requests/${request}`, "request-print"]]) {
    await go(page, path);
    for (const gone of [".sidenav", ".topbar", ".bottomnav", ".btn-row .btn"]) {
      for (const e of await page.locator(gone).all()) assert.equal(await e.isVisible(), false, `${gone} is printed on ${path}`);
    }
    assert.ok((await words(page, "body")).includes("لطيفة"));
    await shot(page, kind);
  }
  await page.emulateMedia({ media: null });
});
