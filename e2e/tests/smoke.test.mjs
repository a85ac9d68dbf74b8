// The door: first run, sign-in, the way in and out, in both languages and shapes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Sila } from "../lib/server.mjs";
import { launch, signIn, sound, visitor } from "../lib/world.mjs";

const password = "a long enough pass phrase 7";
let browser, sila;

before(async () => {
  sila = await Sila.start([], (s) => s.admin("hana", "هناء المثالية", "administrator", password));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

for (const [shape, lang, dark] of [["desk", "ar", false], ["phone", "ar", false], ["desk", "en", false], ["phone", "ar", true]]) {
  test(`the sign-in page: ${shape}, ${lang}${dark ? ", dark" : ""}`, async () => {
    const page = await visitor(browser, sila.url, { shape, lang, dark });
    await page.goto("/desk");
    assert.equal(new URL(page.url()).pathname, "/sign-in");
    await sound(page, { lang, name: `sign-in-${shape}-${lang}${dark ? "-dark" : ""}` });
  });
}

test("a wrong password is said kindly and keeps the name", async () => {
  const page = await visitor(browser, sila.url);
  await page.goto("/sign-in");
  await page.fill('input[name="username"]', "hana");
  await page.fill('input[name="password"]', "wrong");
  await page.locator('form:has(input[name="password"]) button').click();
  assert.equal(await page.inputValue('input[name="username"]'), "hana");
  assert.equal(await page.inputValue('input[name="password"]'), "");
  await sound(page, { name: "sign-in-wrong" });
});

for (const script of [true, false]) {
  test(`in and to the desk ${script ? "with" : "without"} script`, async () => {
    const page = await visitor(browser, sila.url, { script });
    await signIn(page, "hana", password);
    if (script) await sound(page, { name: "first-page" });
    const answer = await page.goto("/");
    assert.equal(answer.status(), 200);
    assert.match(answer.headers()["content-security-policy"] ?? "", /default-src/);
    assert.match(answer.headers()["cache-control"] ?? "", /no-store/);
  });
}
