// The harness itself: what it is meant to find, it finds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { stock, violations } from "../lib/axe.mjs";
import { root } from "../lib/server.mjs";
import { fits, launch, untroubled, visitor } from "../lib/world.mjs";

const font = readFileSync(join(root, "ui/node_modules/@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2"));
const html = (main, style = "") =>
  `<!doctype html><html lang="ar" dir="rtl"><head><title>صفحة</title><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/style.css?${encodeURIComponent(style)}"></head><body><main><h1>عنوان</h1>${main}</main></body></html>`;
const pages = {
  "/good": html("<p>تسجيل مستفيد جديد</p>"),
  "/pale": html('<p class="pale">تسجيل مستفيد جديد</p>', ".pale{color:#bbb}"),
  "/wide": html('<p class="wide">كلمة</p>', ".wide{inline-size:500px}"),
  "/inline": html("<p>كلمة</p><script>window.ran = true</script>"),
  "/lost": html('<p>كلمة</p><img src="/nothing.png" alt="">'),
};

let browser, server, base;
before(async () => {
  server = createServer((q, r) => {
    const url = new URL(q.url, "http://x");
    if (url.pathname === "/font.woff2") return r.writeHead(200, { "content-type": "font/woff2" }).end(font);
    if (url.pathname === "/style.css") {
      const css = `@font-face{font-family:plex;src:url(/font.woff2)} body{font:18px plex;color:#222;background:#fff} ${decodeURIComponent(url.search.slice(1))}`;
      return r.writeHead(200, { "content-type": "text/css" }).end(css);
    }
    if (url.pathname === "/favicon.ico") return r.writeHead(204).end();
    const body = pages[url.pathname];
    r.writeHead(body ? 200 : 404, { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'self'; script-src 'self'; style-src 'self'" }).end(body ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${server.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

const open = async (path, how) => {
  const page = await visitor(browser, base, how);
  await page.goto(path);
  await page.evaluate(() => document.fonts.ready);
  return page;
};

test("a planted contrast failure in joined Arabic letters is found, under a strict policy", async () => {
  const page = await open("/pale");
  const found = await violations(page);
  assert.equal(found.length, 1);
  assert.match(found[0], /^color-contrast .*: p — /);
  // The reason for the change: as it comes, axe overlooks it. When this fails, the change is no longer needed.
  assert.deepEqual(await violations(await open("/pale"), stock), []);
});

test("a page without faults passes", async () => {
  for (const how of [{ shape: "desk" }, { shape: "phone" }, { dark: true }]) {
    const page = await open("/good", how);
    assert.deepEqual(await violations(page), []);
    await fits(page);
    untroubled(page);
  }
});

test("sideways scroll is found", async () => {
  const page = await open("/wide");
  await assert.rejects(fits(page, 320), /scrolls sideways at 320px/);
  await fits(page, 640);
});

test("what the policy blocks, and what is not there, is found", async () => {
  for (const path of ["/inline", "/lost"]) {
    const page = await open(path);
    await page.waitForLoadState("networkidle");
    assert.throws(() => untroubled(page), /troubles on/);
    untroubled(page);
  }
});
