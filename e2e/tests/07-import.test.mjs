// A register as associations keep one comes in by the page, and again by the shell: every row of what is true of it is accounted for.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { accepted, fill, go, says, send, words } from "../lib/hand.mjs";
import { Sila, root } from "../lib/server.mjs";
import { firstColumn } from "../lib/sheet.mjs";
import { desks, journey, staff } from "../lib/steps.mjs";
import { launch, look } from "../lib/world.mjs";

const data = (name) => join(root, "../shared/data", name);
const register = data("register-a.xlsx");
const step = journey(test);
let browser, sila, at, truth, report;

before(async () => {
  assert.ok(existsSync(register), `the sample register is read from ${register}, beside the repository`);
  truth = JSON.parse(readFileSync(data("register-a.truth.json"), "utf8"));
  sila = await Sila.start([], (s) => staff(s, ["rola", "noura"]));
  browser = await launch();
  at = desks(browser, sila);
});
after(async () => {
  await browser?.close();
  await sila?.stop();
});

step("tried out on the page: what would happen, nothing written", async () => {
  const page = await at("noura");
  await go(page, "/imports");
  await look(page, "imports");
  await fill(page, { workbook: { name: "notes.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from("no workbook") } });
  await send(page, "/imports");
  assert.ok(await page.locator("[data-error-summary]").count(), "what is no workbook is said kindly");
  await fill(page, { workbook: register });
  await send(page, "/imports");
  await accepted(page);
  const counts = await words(page, '[aria-labelledby="h-counts"]');
  for (const n of ["600", "555", "33", "12", "1,091"]) assert.ok(counts.includes(n), `${n} in ${counts}`);
  await go(page, "/files");
  await says(page, "لا ملفات");
});

step("confirmed: the good rows are files, the bad are explained in Arabic and downloaded", async () => {
  const page = await at("noura");
  await go(page, "/imports");
  await page.locator("main table a").first().click();
  await page.waitForLoadState();
  await send(page, "/confirm");
  await accepted(page);
  await look(page, "import");
  const api = page.context().request;
  const address = new URL(page.url()).pathname;
  const errors = await api.get(`${address}/errors`);
  assert.equal(errors.status(), 200);
  assert.match(errors.headers()["content-disposition"], /attachment.*\.xlsx/);
  assert.equal((await errors.body()).subarray(0, 2).toString("latin1"), "PK");
  report = await (await api.get(`${address}/report`)).json();
});

step("every row of the truth is accounted for", async () => {
  assert.equal(report.created, truth.good);
  assert.equal(report.members_created, truth.members);
  assert.equal(report.created + report.updated + report.unchanged + report.rejected.length + report.duplicates.length, truth.rows);
  // The truth counts by the register's own serial, the report by the sheet's rows.
  const serials = firstColumn(register);
  const serial = (row) => Number(serials.get(row));
  assert.deepEqual(report.rejected.map((r) => ({ row: serial(r.row), why: r.code })), truth.bad);
  assert.deepEqual(report.duplicates.map((r) => ({ row: serial(r.row), of: serial(r.of_row) })), truth.duplicates);
  for (const r of report.rejected) assert.match(r.message_ar, /[\u0600-\u06FF]{3}/);
});

step("every person of the truth is found by identity number", async () => {
  const page = await at("rola");
  await go(page, "/search");
  const missing = await page.evaluate(async (people) => {
    const csrf = document.querySelector('main [name="_csrf"]').value;
    const missing = [];
    const next = people.values();
    const worker = async () => {
      for (const p of next) {
        const answer = await fetch("/search", { method: "POST", body: new URLSearchParams({ _csrf: csrf, q: p.nid }) });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const hit = page.querySelector('main a[href^="/files/"]');
        if (!hit || !hit.textContent.includes(p.parts[0])) missing.push(p.row);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
    return missing;
  }, truth.people);
  assert.deepEqual(missing, []);
});

step("by name in another spelling, and the imported file shows what the register said", async () => {
  const page = await at("rola");
  const p = truth.people.find((p) => p.parts.some((x) => x.includes("ة")));
  await go(page, "/search");
  await fill(page, { q: p.parts.map((x) => x.replaceAll("ة", "ه").replaceAll("أ", "ا").replaceAll("ى", "ي")).join(" ") });
  await send(page, "/search");
  await page.locator('main a[href^="/files/"]', { hasText: p.parts[0] }).first().click();
  await page.waitForLoadState();
  await says(page, p.parts[0], "مسودة");
  await look(page, "file-imported");
  await go(page, "/files");
  await look(page, "files");
});

step("a second run, from the shell, creates nothing twice", async () => {
  const out = join(sila.dir, "report.json");
  const sheet = join(sila.dir, "errors.xlsx");
  sila.run(["import", register, "--as", "noura", "--report", out, "--errors", sheet]);
  const again = JSON.parse(readFileSync(out, "utf8"));
  assert.equal(again.created, 0);
  assert.equal(again.updated, 0);
  assert.equal(again.unchanged, truth.good);
  assert.equal(again.members_created, 0);
  assert.deepEqual(again.rejected.map((r) => [r.row, r.code]), report.rejected.map((r) => [r.row, r.code]));
  assert.equal(readFileSync(sheet).subarray(0, 2).toString("latin1"), "PK");
  assert.match(sila.run(["audit", "verify"]), /^sound/);
});
