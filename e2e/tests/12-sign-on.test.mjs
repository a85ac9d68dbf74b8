// Coming in by another's word: the administrator switches a provider on, a person comes in by its button to her own request and leaves;
// then Nafath, with script and without. Off, nothing of it shows.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { accepted, fill, go, identity, press, says, saysNot, send } from "../lib/hand.mjs";
import { leave } from "../lib/portal.mjs";
import { Nafath, Provider } from "../lib/provider.mjs";
import { Sila } from "../lib/server.mjs";
import { desks, hijri, journey, newFile, newRequest, staff } from "../lib/steps.mjs";
import { launch, look, visitor } from "../lib/world.mjs";

const nine = "105567811";
const stranger = "105567812";
const step = journey(test);
let browser, sila, at, person, provider, nafath, request;

before(async () => {
  provider = await new Provider([
    { name: "نجلاء", identity: identity(nine) },
    { name: "غريب", identity: identity(stranger) },
  ]).start();
  nafath = await new Nafath().start();
  sila = await Sila.start([], (s) => staff(s, ["rola"]));
  browser = await launch();
  at = desks(browser, sila);
  person = await visitor(browser, sila.url, { shape: "phone" });
});
after(async () => {
  await browser?.close();
  await sila?.stop();
  await provider?.stop();
  await nafath?.stop();
});

step("off: the sign-in page knows no other way", async () => {
  const page = await at("rola");
  const file = await newFile(page, { nine, mobile: "0551239891", as_written: "نجلاء بنت سعد بن فهد الافتراضي", birth: hijri(2, 2, 1408), sex: "female", categories: ["low_income"] });
  request = await newRequest(page, file, "سقيا الماء");
  await go(person, "/my/sign-in");
  assert.equal(await person.locator('main a[href*="oidc"], main a[href*="nafath"]').count(), 0);
  await go(person, "/my/oidc", 404);
  await go(person, "/my/sign-in/nafath", 404);
});

step("the administrator switches both on; a secret is never shown again", async () => {
  const page = await at("hana");
  await go(page, "/settings/sign-in");
  await fill(page, {
    oidc_on: true,
    oidc_name_ar: "الجهة التجريبية",
    oidc_name_en: "The Trial Provider",
    oidc_issuer: provider.base,
    oidc_redirect: `${sila.url}/my/elsewhere`,
    oidc_client_id: "sila",
    oidc_secret: "s3cret-of-ours",
    oidc_claim: "national_id",
    nafath_on: true,
    nafath_base: nafath.base,
    nafath_app_id: "app-1",
    nafath_secret: "key-of-test",
    nafath_audience: "Sila",
  });
  await send(page, "/settings/sign-in");
  // A return that leads nowhere is said at its field.
  assert.ok(await page.locator("#oidc_redirect-e").count());
  await fill(page, { oidc_redirect: `${sila.url}/my/oidc/back`, oidc_secret: "s3cret-of-ours", nafath_secret: "key-of-test" });
  await send(page, "/settings/sign-in");
  await accepted(page);
  await look(page, "sign-in-settings");
  assert.doesNotMatch(await page.content(), /s3cret-of-ours|key-of-test/);
});

step("she comes in by the provider, sees her own, and leaves", async () => {
  await go(person, "/my/sign-in?next=/my");
  await look(person, "portal-sign-in-ways");
  await press(person, person.locator('main a.btn[href^="/my/oidc"]'));
  assert.equal(new URL(person.url()).origin, provider.base);
  await press(person, "#p0");
  assert.equal(person.url(), `${sila.url}/my`);
  await says(person, "سقيا الماء");
  await go(person, `/my/requests/${request}`);
  await go(person, "/my/devices");
  await look(person, "portal-devices");
  await leave(person);
  assert.equal(new URL(person.url()).pathname, "/my/sign-in");
  await go(person, "/my");
  assert.equal(new URL(person.url()).pathname, "/my/sign-in");
});

step("whoever says no there is back at the door, and somebody without a file may apply", async () => {
  await go(person, "/my/sign-in");
  await press(person, person.locator('main a.btn[href^="/my/oidc"]'));
  await press(person, "#no");
  assert.equal(new URL(person.url()).pathname, "/my/sign-in");
  assert.ok(await person.locator("main .notice--warn").count());
  assert.ok(!person.url().includes("state="));
  await look(person, "portal-sign-in-not");
  await press(person, person.locator('main a.btn[href^="/my/oidc"]'));
  await press(person, "#p1");
  assert.equal(new URL(person.url()).pathname, "/my/no-file");
  await look(person, "portal-no-file");
  await go(person, `/my/requests/${request}`, 404);
  await leave(person);
});

step("by Nafath: two digits, the page goes on by itself", async () => {
  await go(person, "/my/sign-in");
  await press(person, person.locator('main a.btn[href^="/my/sign-in/nafath"]'));
  await look(person, "portal-nafath");
  await fill(person, { identity: identity(nine) });
  await send(person, "/my/sign-in/nafath");
  await accepted(person);
  await says(person, "37");
  await look(person, "portal-nafath-wait");
  assert.equal(nafath.asked.at(-1).number, identity(nine));
  nafath.decide("COMPLETED");
  await person.waitForURL(`${sila.url}/my`);
  await says(person, "سقيا الماء");
  await leave(person);
});

step("without script the page refreshes itself, and a no is said kindly", async () => {
  const plain = await visitor(browser, sila.url, { shape: "phone", script: false, lang: "en" });
  await go(plain, "/my/sign-in/nafath");
  await fill(plain, { identity: identity(stranger) });
  await send(plain, "/my/sign-in/nafath");
  await says(plain, "37");
  const polls = () => nafath.asked.at(-1).polls;
  for (let n = 0; n < 100 && polls() === 0; n++) await new Promise((r) => setTimeout(r, 100));
  assert.ok(polls() > 0, "nobody pressed anything");
  nafath.decide("REJECTED");
  await plain.waitForURL(/\/my\/sign-in\?why=nafath_rejected/);
  assert.ok(await plain.locator('main [name="mobile"]').count());
  await saysNot(plain, identity(stranger));
});

step("the provider is down: said at once, and the way by code stands", async () => {
  const page = await at("hana");
  // A fresh description is asked for after a change.
  await go(page, "/settings/sign-in");
  await fill(page, { oidc_scopes: "openid" });
  await send(page, "/settings/sign-in");
  await accepted(page);
  provider.down = true;
  await go(person, "/my/sign-in");
  await press(person, person.locator('main a.btn[href^="/my/oidc"]'));
  assert.match(person.url(), /why=elsewhere_unavailable/);
  assert.ok(await person.locator('main [name="mobile"]').count());
  assert.deepEqual([...provider.troubles, ...nafath.troubles], []);
});
