// An empty system: the code from the terminal, the letterhead from its file, the first administrator, branches, and in.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { accepted, arabic, fill, go, press, says, send } from "../lib/hand.mjs";
import { Sila, root } from "../lib/server.mjs";
import { journey, password } from "../lib/steps.mjs";
import { launch, look, visitor } from "../lib/world.mjs";

const letterhead = join(root, "../shared/policy/association.toml");
const own = 'name_ar = "جمعية المثال الأهلية"\nlicence_number = "0000"\nregion_ar = "القصيم"\ncity_ar = "مدينة المثال"\nmobile = "0500000187"\n';
const step = journey(test);
let browser, sila, page;

before(async () => {
  sila = await Sila.start();
  browser = await launch();
  page = await visitor(browser, sila.url);
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

const code = () => /code: (\S+)/.exec(sila.log)?.[1];

step("every address leads to the first run, which asks for the code of the terminal", async () => {
  await go(page, "/desk");
  assert.equal(new URL(page.url()).pathname, "/first-run");
  assert.ok(code(), sila.log);
  await look(page, "first-code");
  await fill(page, { code: "0000-0000" });
  await send(page, "/first-run/code");
  assert.ok(await page.locator("[data-error-summary]").count());
  await fill(page, { code: code().toLowerCase() });
  await send(page, "/first-run/code");
  await accepted(page);
  await look(page, "first-run");
});

step("the letterhead comes from its file; what was typed elsewhere stays", async () => {
  await fill(page, { username: "hana", branch_name_2: "مكتب الفرع الشمالي", branch_number_2: arabic(2), branch_area_2: "شمال المدينة" });
  await page.locator("main details.confirm summary").first().click();
  const file = existsSync(letterhead) ? letterhead : { name: "association.toml", mimeType: "text/plain", buffer: Buffer.from(own) };
  await fill(page, { file });
  await press(page, 'main button[name="load"]');
  await accepted(page);
  assert.match(await page.inputValue('[name="name_ar"]'), /^جمعية /);
  assert.match(await page.inputValue('[name="licence_number"]'), /^\d+$/);
  if (existsSync(letterhead)) assert.equal(await page.inputValue('[name="iban_3"]').then((v) => v.slice(0, 2)), "SA");
  assert.equal(await page.inputValue('[name="username"]'), "hana");
  assert.equal(await page.inputValue('[name="branch_name_2"]'), "مكتب الفرع الشمالي");
});

step("a short password is refused at its field, the second try goes in to the desk", async () => {
  await fill(page, { branch_name_1: "المقر الرئيس", admin_ar: "هناء بنت خالد المثالية", new_password: "short", new_password_again: "short" });
  await press(page, "main button.btn--lg");
  assert.ok(await page.locator("#new_password-e").count(), "at the field");
  await look(page, "first-run-error");
  await fill(page, { new_password: password, new_password_again: password });
  await press(page, "main button.btn--lg");
  await accepted(page);
  assert.equal(new URL(page.url()).pathname, "/desk");
  await look(page, "desk-administrator");
});

step("what was entered can be changed later; the first run is over", async () => {
  await go(page, "/settings");
  await look(page, "settings");
  await go(page, "/settings/letterhead");
  await look(page, "letterhead-form");
  assert.match(await page.inputValue('[name="name_ar"]'), /^جمعية /);
  await go(page, "/branches");
  await says(page, "المقر الرئيس", "مكتب الفرع الشمالي");
  await look(page, "branches");
  await go(page, "/first-run");
  assert.notEqual(new URL(page.url()).pathname, "/first-run");
});

step("the administrator makes an employee, gives a role, and may not give himself one", async () => {
  await go(page, "/employees/new");
  await look(page, "employee-new");
  await fill(page, { username: "rola", name_ar: "رلى بنت صالح التجريبية", branch: { label: "المقر الرئيس" }, new_password: password });
  await page.locator('main input[name="roles"][value="relations_officer"]').check();
  await send(page, "/employees");
  await accepted(page);
  await says(page, "رلى");
  await look(page, "employee");
  await go(page, "/roles");
  await look(page, "roles");
  await go(page, "/account");
  await look(page, "account");
  await go(page, "/account/sessions");
  await look(page, "sessions");
  // The administrator reads no file.
  await go(page, "/files", 403);
  await look(page, "forbidden");
  assert.match(sila.run(["audit", "verify"]), /^sound/);
});
