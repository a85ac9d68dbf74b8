// Runs the journeys: node run.mjs [part of a file's name…]. Ends with `# pass N` and `# fail N`, which ./test adds up.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(join(here, "tests"))
  .filter((f) => f.endsWith(".test.mjs") && (wanted.length === 0 || wanted.some((w) => f.includes(w))))
  .sort()
  .map((f) => join(here, "tests", f));
if (wanted.length === 0) rmSync(join(here, "out"), { recursive: true, force: true });
mkdirSync(join(here, "out"), { recursive: true });

let pass = 0;
let fail = 0;
const counts = (t) => t.details?.type !== "suite" && !t.skip && !t.todo;
// Each file has a server and a browser of its own. They wait more than they work: for a weak network, for a code a minute, for the clock.
const stream = run({ files, concurrency: 3, timeout: 15 * 60_000 })
  .on("test:pass", (t) => (pass += counts(t) ? 1 : 0))
  .on("test:fail", (t) => (fail += 1));
stream.compose(spec).pipe(process.stdout, { end: false });
stream.once("end", () => {
  setImmediate(() => {
    console.log(`# pass ${pass}\n# fail ${fail}`);
    process.exit(fail === 0 && files.length > 0 ? 0 : 1);
  });
});
