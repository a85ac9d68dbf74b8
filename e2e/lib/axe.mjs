// axe takes the joined letters of an Arabic font for an icon font's ligatures and then says nothing about their contrast.
// That guess is switched off here; tests/axe.test.mjs plants a failure to see that the rule bites.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const stock = readFileSync(fileURLToPath(new URL("../node_modules/axe-core/axe.js", import.meta.url)), "utf8");
const guess = "!_isIconLigature(vChild)";
assert.ok(stock.includes(guess), "axe has changed: look for its guess at icon fonts anew");
export const source = stock.replaceAll(guess, "true");

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/** What axe finds on the page as it stands, one line for each. */
export async function violations(page, script = source) {
  await page.evaluate(script);
  const found = await page.evaluate(async (tags) => {
    // Colours that are still changing would be judged halfway.
    await Promise.all(document.getAnimations().map((a) => a.finished.catch(() => {})));
    const { violations } = await window.axe.run(document, { runOnly: { type: "tag", values: tags }, rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] });
    return violations.map((v) => ({ id: v.id, help: v.help, nodes: v.nodes.map((n) => `${n.target.join(" ")} — ${n.any.concat(n.all).map((c) => c.message).join("; ")}`) }));
  }, tags);
  return found.flatMap((v) => v.nodes.map((n) => `${v.id} (${v.help}): ${n}`));
}

/** Fails where axe finds anything. */
export async function accessible(page, what) {
  assert.deepEqual(await violations(page), [], `axe: ${what ?? page.url()}`);
}
