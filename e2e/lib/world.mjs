// Browsers as people have them, and what every page must hold to.
import assert from "node:assert/strict";
import { mkdirSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { findBrowser } from "../browser.mjs";
import { root } from "./server.mjs";

export { accessible, violations } from "./axe.mjs";

const out = join(root, "e2e/out");

/** Whether browsers find room in memory for what they share; in small containers they do not. */
function roomy() {
  try {
    const { bavail, bsize } = statfsSync("/dev/shm");
    return bavail * bsize > 1e9;
  } catch {
    return false;
  }
}

export async function launch() {
  const executablePath = findBrowser();
  assert.ok(executablePath, "no Chromium found");
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--no-first-run", "--metrics-recording-only", ...(roomy() ? [] : ["--disable-dev-shm-usage"]), "--font-render-hinting=none"],
  });
}

const shapes = {
  desk: { viewport: { width: 1280, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
};

/**
 * A page of a fresh visitor. What goes wrong in it (script errors, broken policies, failed requests) gathers in `page.troubles`.
 * @param {{ shape?: "desk" | "phone", lang?: "ar" | "en", dark?: boolean, script?: boolean }} how
 */
export async function visitor(browser, base, { shape = "desk", lang = "ar", dark = false, script = true } = {}) {
  const context = await browser.newContext({
    ...shapes[shape],
    baseURL: base,
    locale: lang === "ar" ? "ar-SA" : "en-GB",
    timezoneId: "Asia/Riyadh",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    javaScriptEnabled: script,
  });
  context.setDefaultTimeout(15_000);
  if (base) await context.addCookies([{ name: "sila_lang", value: lang, url: base }]);
  const page = await context.newPage();
  page.scripted = script;
  page.shape = `${shape}${dark ? "-dark" : ""}`;
  watch(page);
  return page;
}

function watch(page) {
  page.troubles = [];
  page.on("pageerror", (e) => page.troubles.push(`script: ${e.message}`));
  page.on("console", (m) => {
    // A form that comes back with 422 is no trouble, and is told of by the browser in these words.
    const told = /Failed to load resource: the server responded with a status of 4\d\d/.test(m.text());
    if (m.type() === "error" && !told) page.troubles.push(`console: ${m.text()}`);
  });
  page.on("requestfailed", (r) => {
    if (r.failure()?.errorText !== "net::ERR_ABORTED") page.troubles.push(`request: ${r.url()} ${r.failure()?.errorText}`);
  });
  page.on("response", (r) => {
    const document = r.request().resourceType() === "document" || r.request().isNavigationRequest();
    if (r.status() >= 500 || (r.status() >= 400 && !document && !["xhr", "fetch"].includes(r.request().resourceType()))) page.troubles.push(`answer: ${r.status()} ${r.url()}`);
  });
}

/** Fails if anything went wrong in the page since it was opened or last asked. */
export function untroubled(page) {
  const seen = page.troubles.splice(0);
  assert.deepEqual(seen, [], `troubles on ${page.url()}`);
}

/** Fails if the page scrolls sideways at this width; names what sticks out. */
export async function fits(page, width = 320) {
  const before = page.viewportSize();
  await page.setViewportSize({ width, height: 800 });
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return null;
    const out = [...document.body.querySelectorAll("*")].filter((e) => {
      const r = e.getBoundingClientRect();
      return r.width > 0 && (r.right > root.clientWidth + 1 || r.left < -1);
    });
    return `${root.scrollWidth} > ${root.clientWidth}: ${out.slice(0, 6).map((e) => `${e.tagName.toLowerCase()}.${e.className}`).join(", ")}`;
  });
  await page.setViewportSize(before);
  assert.equal(wide, null, `${page.url()} scrolls sideways at ${width}px`);
}

/** Everything a page must hold to at once: no troubles, the language's direction, no missing words, no sideways scroll, axe. */
export async function sound(page, { lang = "ar", name } = {}) {
  const { accessible } = await import("./axe.mjs");
  assert.equal(await page.getAttribute("html", "lang"), lang);
  assert.equal(await page.getAttribute("html", "dir"), lang === "ar" ? "rtl" : "ltr");
  assert.equal((await page.textContent("body")).includes("⟦"), false, `words are missing on ${page.url()}`);
  // Where script is off the looking program cannot run either; the same pages are looked at with it.
  if (page.scripted) await accessible(page);
  await fits(page, 320);
  await fits(page, 640);
  untroubled(page);
  if (name) await shot(page, name);
}

/** A picture in e2e/out, for looking at; only where SILA_PICTURES is set, for each takes as long as its page. */
export async function shot(page, name) {
  if (!process.env.SILA_PICTURES) return;
  mkdirSync(out, { recursive: true });
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
}

export async function signIn(page, username, password) {
  await page.goto("/sign-in");
  await page.fill('input[name="username"]', username);
  await page.fill('input[name="password"]', password);
  await Promise.all([page.waitForURL((u) => !u.pathname.startsWith("/sign-in")), page.locator('form:has(input[name="password"]) button').click()]);
}

const looked = new Set();

/** `sound`, once for each kind of page, language and shape of a test file; a later look only asks for troubles. The picture is named by the kind. */
export async function look(page, kind, { lang = "ar", picture = true } = {}) {
  const name = `${kind}-${lang}-${page.shape}`;
  if (looked.has(name)) return untroubled(page);
  looked.add(name);
  await sound(page, { lang, name: picture ? name : undefined });
}
