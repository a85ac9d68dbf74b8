// The browser of the system: nothing is downloaded. SILA_CHROMIUM names another one.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

export function findBrowser() {
  const folders = (process.env.PATH ?? "").split(delimiter).concat("/usr/bin", "/snap/bin", "/opt/google/chrome");
  // The shell has no window to draw: half the work for the same pages.
  const names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
  const places = [process.env.SILA_CHROMIUM, ...names.flatMap((n) => folders.map((f) => join(f, n)))].filter(Boolean);
  for (const place of places) {
    try {
      accessSync(place, constants.X_OK);
      return place;
    } catch {
      // the next one
    }
  }
  return null;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = findBrowser();
  console.log(found ?? "no Chromium found");
  process.exit(found ? 0 : 1);
}
