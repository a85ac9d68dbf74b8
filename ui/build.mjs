// Builds everything a page loads into dist/: names carry the hash of their content, manifest.json tells them, text also lies there gzipped.
// Quiet, and does nothing when no input has changed since the last time.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const hash = (data, n = 8) => createHash("sha256").update(data).digest("hex").slice(0, n);

// The floor: Chrome 109 is the last for Windows 7 and 8.1, and what many old phones stay at.
const floor = { chrome: 109 << 16, android: 109 << 16, firefox: 115 << 16, safari: 16 << 16, ios_saf: 16 << 16 };

const inputs = ["build.mjs", "app.css", "public.css", "icons.svg", "favicon.svg", "select-arrow.svg", "mosaic.svg", "package-lock.json"];
for (const folder of ["css", "components", "patterns", "src"]) {
  for (const name of readdirSync(join(here, folder)).sort()) inputs.push(join(folder, name));
}
const stamp = hash(inputs.map((f) => f + hash(readFileSync(join(here, f)), 64)).join("\n"), 64);
const stampFile = join(dist, ".stamp");
if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) process.exit(0);

const [{ bundle }, esbuild, { default: subset }] = await Promise.all([import("lightningcss"), import("esbuild"), import("subset-font")]);

// Two builds at once must not write into one folder.
const fresh = join(here, `dist.new-${process.pid}`);
rmSync(fresh, { recursive: true, force: true });
mkdirSync(fresh, { recursive: true });
const manifest = {};
const put = (name, data) => {
  const bytes = Buffer.from(data);
  const dot = name.lastIndexOf(".");
  const hashed = `${name.slice(0, dot)}.${hash(bytes)}${name.slice(dot)}`;
  writeFileSync(join(fresh, hashed), bytes);
  if (/\.(css|js|svg)$/.test(name)) writeFileSync(join(fresh, hashed + ".gz"), gzipSync(bytes, { level: 9 }));
  manifest[name] = hashed;
};
const text = (f) => readFileSync(join(here, f), "utf8");
const fromPackage = (f) => readFileSync(join(here, "node_modules", f));

for (const script of ["arabic", "latin"]) {
  for (const weight of [400, 500, 600, 700]) {
    put(`plex-${script}-${weight}.woff2`, fromPackage(`@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-${script}-${weight}-normal.woff2`));
  }
}
// Public pages: the letters written here and the usual signs, two weights. What is cut is named in css/fonts-site.css, in the same order.
const span = (a, b) => String.fromCodePoint(...Array.from({ length: b - a + 1 }, (_, i) => a + i));
const cut = {
  arabic: span(0x600, 0x66f) + "\u0670\u0671پچژکگںھہیے" + span(0x6f0, 0x6f9) + span(0x200c, 0x200f) + "\ufdfa\ufdfc",
  latin: span(0x20, 0x7e) + "\u00a0©«·»×÷–—‘’“”•…" + span(0x2190, 0x2193) + "−",
};
for (const script of ["arabic", "latin"]) {
  for (const weight of [400, 600]) {
    const whole = fromPackage(`@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-${script}-${weight}-normal.woff2`);
    put(`site-${script}-${weight}.woff2`, await subset(whole, cut[script], { targetFormat: "woff2" }));
  }
}
put("riyal.woff2", await subset(fromPackage("@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf"), "\u20c1", { targetFormat: "woff2" }));
// Papers are set from whole fonts: letters, and Naskh for the riyal's sign, which Plex has not.
mkdirSync(join(fresh, "paper"));
for (const [name, file] of [
  ["plex-400.ttf", "@expo-google-fonts/ibm-plex-sans-arabic/400Regular/IBMPlexSansArabic_400Regular.ttf"],
  ["plex-600.ttf", "@expo-google-fonts/ibm-plex-sans-arabic/600SemiBold/IBMPlexSansArabic_600SemiBold.ttf"],
  ["naskh-400.ttf", "@expo-google-fonts/noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf"],
]) writeFileSync(join(fresh, "paper", name), fromPackage(file));
for (const f of ["icons.svg", "favicon.svg", "select-arrow.svg", "mosaic.svg"]) put(f, text(f).replace(/\n/g, ""));

// The staff's own, and the lighter pair of public pages and the portal.
for (const sheet of ["app.css", "public.css"]) {
  const css = bundle({ filename: join(here, sheet), minify: true, targets: floor }).code.toString();
  put(sheet, css.replace(/asset:([\w.-]+)/g, (_, name) => manifest[name] ?? fail(`${sheet} names ${name}, which is not built`)));
}
for (const [name, entry] of [["app.js", "main.ts"], ["public.js", "public.ts"]]) {
  const js = await esbuild.build({
    entryPoints: [join(here, "src", entry)], bundle: true, minify: true, write: false, format: "iife", target: "chrome100", legalComments: "none", logLevel: "warning",
  });
  put(name, js.outputFiles[0].contents);
}

writeFileSync(join(fresh, "manifest.json"), JSON.stringify(Object.fromEntries(Object.entries(manifest).sort()), null, 1) + "\n");
writeFileSync(join(fresh, ".stamp"), stamp);
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);

function fail(why) {
  console.error(`ui: ${why}`);
  process.exit(1);
}
