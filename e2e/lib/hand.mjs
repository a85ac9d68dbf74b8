// What a hand does on a page: fills fields by their name, presses a button and waits for the page that answers.
import assert from "node:assert/strict";
import { deflateSync, crc32 } from "node:zlib";

/**
 * Fills the fields of `within` (a selector, the main part by default) by name. Text for a field, a value for a select or radio,
 * true, false or a list of values for boxes, `{ name, mimeType, buffer }` for a file. Dates: `birth: ["12", "3", "1405", "hijri"]`.
 */
export async function fill(page, values, within = "main") {
  for (const [name, value] of Object.entries(values)) {
    const field = page.locator(`${within} [name="${name}"]`);
    if (Array.isArray(value) && (await page.locator(`${within} [name="${name}_day"]`).count())) {
      const [day, month, year, cal] = value;
      await fill(page, { [`${name}_day`]: day, [`${name}_month`]: month, [`${name}_year`]: year, [`${name}_cal`]: cal ?? "hijri" }, within);
      continue;
    }
    assert.ok((await field.count()) > 0, `no field ${name} on ${page.url()}`);
    const kind = await field.first().evaluate((e) => (e.tagName === "SELECT" ? "select" : (e.getAttribute("type") ?? "text")));
    if (kind === "select") await field.selectOption(value);
    else if (kind === "radio") await field.and(page.locator(`[value="${value}"]`)).check();
    else if (kind === "checkbox" && typeof value === "boolean") await field.setChecked(value);
    else if (kind === "checkbox") for (const v of [value].flat()) await field.and(page.locator(`[value="${v}"]`)).check();
    else if (kind === "file") await field.setInputFiles(value);
    else await field.fill(String(value));
  }
}

/** Presses and waits until the page that answers stands. */
export async function press(page, what) {
  const button = typeof what === "string" ? page.locator(what).first() : what;
  await Promise.all([page.waitForEvent("load"), button.click()]);
}

/** Sends the form with this end of its address; `button`: the value of the pressed button's name where there are several. */
export async function send(page, end, button) {
  const form = page.locator(`main form[action$="${end}"]`).first();
  const wanted = button ? `button[value="${button}"]` : "button:not([type=button]):not([tabindex='-1'])";
  // A button may stand outside its form and name it.
  const id = await form.getAttribute("id");
  await press(page, form.locator(wanted).or(page.locator(id ? `main ${wanted}[form="${id}"]` : "none")).first());
}

/** Follows a link of the page by the end of its address. */
export async function follow(page, end) {
  await press(page, `main a[href$="${end}"]`);
}

/** A page that must come with this status. */
export async function go(page, path, status = 200) {
  const answer = await page.goto(path);
  assert.equal(answer.status(), status, `${path} answered ${answer.status()}\n${(await page.textContent("body")).slice(0, 400)}`);
}

/** What the page says, in one line. */
export async function words(page, where = "main") {
  return (await page.locator(where).first().innerText()).replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ");
}

/** Fails unless the page says all of this. */
export async function says(page, ...wanted) {
  const text = await words(page);
  for (const w of wanted) assert.ok(w instanceof RegExp ? w.test(text) : text.includes(w), `«${w}» is not on ${page.url()}:\n${text.slice(0, 3000)}`);
}

export async function saysNot(page, ...unwanted) {
  const text = await words(page);
  for (const w of unwanted) assert.ok(!(w instanceof RegExp ? w.test(text) : text.includes(w)), `«${w}» is on ${page.url()}:\n${text.slice(0, 3000)}`);
}

/** No errors where there should be none: a form that came back says why. */
export async function accepted(page) {
  const errors = page.locator("[data-error-summary]");
  if (await errors.count()) assert.fail(`${page.url()} came back: ${await errors.innerText()}`);
}

/** The state's code from the rail and the words is not for tests: they read the words. This is the request's or file's id in the address. */
export function idOf(page) {
  return new URL(page.url()).pathname.split("/").find((p) => /^[0-9a-z]{26}$/.test(p));
}

/** A small picture of a scan: grey lines on white, each different. */
export function png(seed = 1, width = 320, height = 220) {
  const rows = [];
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width, 255);
    row[0] = 0;
    if (y % 18 === 6) row.fill(90 + ((seed * 37) % 90), 20, width - 20 - ((y * seed) % 90));
    rows.push(row);
  }
  const chunk = (type, body) => {
    const out = Buffer.alloc(12 + body.length);
    out.writeUInt32BE(body.length, 0);
    out.write(type, 4, "latin1");
    body.copy(out, 8);
    out.writeUInt32BE(crc32(out.subarray(4, 8 + body.length)), 8 + body.length);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const buffer = Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(Buffer.concat(rows))), chunk("IEND", Buffer.alloc(0))]);
  return { name: `scan-${seed}.png`, mimeType: "image/png", buffer };
}

/** A PDF of one empty page. */
export function pdf(name = "paper.pdf") {
  const parts = ["%PDF-1.4\n", "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n", "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]>>endobj\n"];
  let text = "";
  const at = parts.map((p) => {
    const here = text.length;
    text += p;
    return here;
  });
  const xref = text.length;
  text += `xref\n0 4\n0000000000 65535 f \n${at.slice(1).map((n) => `${String(n).padStart(10, "0")} 00000 n \n`).join("")}trailer<</Size 4/Root 1 0 R>>\nstartxref\n${xref}\n%%EOF\n`;
  return { name, mimeType: "application/pdf", buffer: Buffer.from(text, "latin1") };
}

/** Draws a name on the signature pad with the mouse. */
export async function drawSignature(page) {
  const canvas = page.locator("[data-sign-canvas]");
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  const at = (x, y) => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(0.15, 0.5));
  await page.mouse.down();
  for (const [x, y] of [[0.25, 0.3], [0.35, 0.7], [0.45, 0.35], [0.55, 0.65], [0.7, 0.4], [0.85, 0.6]]) await page.mouse.move(...at(x, y), { steps: 4 });
  await page.mouse.up();
}

/** A valid identity number from its first nine digits. */
export function identity(nine) {
  const sum = [...nine].reduce((s, d, i) => {
    const n = Number(d) * (i % 2 === 0 ? 2 : 1);
    return s + Math.floor(n / 10) + (n % 10);
  }, 0);
  return nine + ((10 - (sum % 10)) % 10);
}

/** Saudi IBAN from a bank code of two digits and an account of eighteen. */
export function iban(bank, account) {
  const digits = `${bank}${account}281000`;
  const check = 98n - (BigInt(digits) % 97n);
  return `SA${String(check).padStart(2, "0")}${bank}${account}`;
}

/** Western digits as an Arabic keyboard types them. */
export const arabic = (text) => String(text).replace(/[0-9]/g, (d) => "٠١٢٣٤٥٦٧٨٩"[d]);
