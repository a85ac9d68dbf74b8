// Steps of the people's own door that several journeys share.
import assert from "node:assert/strict";
import { accepted, fill, go, idOf, png, press, send } from "./hand.mjs";

/** The newest one-time code printed for this number; waits until it is there. A new house prints its messages on the terminal. */
export async function codeFor(sila, mobile, after = 0) {
  for (let n = 0; n < 150; n++) {
    const frames = sila.log.slice(after).split("┌──").filter((f) => f.includes(`to: ${mobile}`));
    const code = frames.at(-1)?.replace(/[\u2066-\u2069]/g, "").match(/(?<!\d)(\d{6})(?!\d)/)?.[1];
    if (code) return code;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error(`no code was printed for the number\n${sila.log.slice(-2000)}`);
}

/** Signs in with a number; `identity`: his own, or null for somebody without a file. */
export async function enter(page, sila, mobile, identity = null, next = "/my") {
  const seen = sila.log.length;
  // A number gets one code a minute: whoever comes in again so soon waits.
  for (let n = 0; ; n++) {
    await go(page, `/my/sign-in?next=${next}`);
    await fill(page, { mobile });
    await send(page, "/my/sign-in");
    if (page.url().endsWith("/code")) break;
    assert.ok(n < 14, "no code is sent");
    await new Promise((r) => setTimeout(r, 5_000));
  }
  await fill(page, { code: await codeFor(sila, mobile, seen) });
  await send(page, "/my/sign-in/code");
  await accepted(page);
  if (identity) {
    await fill(page, { by: "identity", identity });
    await send(page, "/my/sign-in/who");
    await accepted(page);
  } else {
    await press(page, page.locator('main form:has(input[name="none"]) button'));
  }
}

/** Answers every page of the task list that is not done yet; documents and signing are not of them. The id of the request. */
export async function answerAll(page, request, answers) {
  const pages = [
    ["need", { need: answers.need }],
    ["amount", { amount: answers.amount }],
    ["people", { household: "yes" }],
    ["sources", answers.income ? { [`source_${answers.income[0]}`]: true } : { no_income: true }],
    ...(answers.income ? [["income", { [`income_${answers.income[0]}`]: answers.income[1] }]] : []),
    ["dwelling", { dwelling: answers.dwelling }],
    ...(answers.rent ? [["rent", { rent: answers.rent }]] : []),
    ["debts", { has_debts: "no" }],
    ["contact", { contact_channel: "call" }],
  ];
  for (const [step, values] of pages) {
    await go(page, `/my/requests/${request}/ask/${step}`);
    await fill(page, values);
    await send(page, `/ask/${step}`);
    await accepted(page);
  }
}

/** Hands in every document that is asked, without script: one picture each. How many. */
export async function handIn(page, request, particulars, scripted = false) {
  let n = 0;
  for (;;) {
    await go(page, `/my/requests/${request}/documents`);
    const next = page.locator('main .upload a.btn--primary[href*="/documents/"]').first();
    if ((await next.count()) === 0) return n;
    await press(page, next);
    n += 1;
    await fillPaper(page, particulars);
    await page.locator('main input[name="scan"]').setInputFiles(png(40 + n, 900, 640));
    if (scripted) await page.waitForSelector("[data-upload-list] li[data-page]");
    await press(page, page.locator('main form[data-upload] .btn-row button[value="done"]'));
    await accepted(page);
    assert.ok(n < 20, "the same paper is asked again and again");
  }
}

export async function fillPaper(page, { number, issued, expires }) {
  const values = {};
  if (await page.locator('main [name="number"]').count()) values.number = number;
  if (await page.locator('main [name="issued_day"]').count()) values.issued = issued;
  if (await page.locator('main [name="expires_day"]').count()) values.expires = expires;
  await fill(page, values);
  // Whose it is, where the paper may be of anybody in the house.
  const whose = page.locator('main select[name="person"]');
  if (await whose.count()) await whose.selectOption({ index: 1 });
}

/** The declaration, and the code that signs it. The page is the one that says it was sent. */
export async function signByCode(page, sila, request, mobile) {
  await go(page, `/my/requests/${request}/check`);
  const seen = sila.log.length;
  await fill(page, { agreed: true, clear: true });
  await press(page, page.locator('main button[formaction*="/code"]'));
  await accepted(page);
  await fill(page, { agreed: true, clear: true, code: await codeFor(sila, mobile, seen) });
  await handOver(page);
  await accepted(page);
}

/** The last button: signs and sends. (The first of the form asks for another code.) */
export async function handOver(page) {
  await press(page, page.locator('main form[action$="/submit"] > .btn-row button'));
}

/** A weak phone network: 3G as it is far from the mast. */
export async function slow(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.emulateNetworkConditions", { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 25_000 });
}

/** Leaves by the menu, as people do on a phone. */
export async function leave(page) {
  const button = page.locator('form[action="/my/sign-out"] button');
  if (!(await button.filter({ visible: true }).count())) await page.locator(".site-header summary").first().click();
  await press(page, button.filter({ visible: true }).first());
}

/** Bytes a first visit of this address transfers, fonts apart. */
export async function weight(page, path) {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  const fonts = new Set();
  client.on("Network.requestWillBeSent", (e) => e.type === "Font" && fonts.add(e.requestId));
  client.on("Network.loadingFinished", (e) => (bytes += fonts.has(e.requestId) ? 0 : e.encodedDataLength));
  await page.goto(path, { waitUntil: "networkidle" });
  return bytes;
}

export { idOf };
