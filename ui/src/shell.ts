import { all, each } from "./dom";

let keys = false;

export function shell(root: ParentNode): void {
  each<HTMLButtonElement>(root, "[data-print]", (b) => {
    b.hidden = false;
    b.addEventListener("click", () => window.print());
  });
  // Absent on plain http to another machine: then the button stays hidden.
  if (navigator.clipboard) {
    each<HTMLButtonElement>(root, "[data-copy]", (b) => {
      b.hidden = false;
      b.addEventListener("click", async () => {
        await navigator.clipboard.writeText(b.dataset.copy ?? "");
        const label = b.querySelector("span");
        if (label) label.textContent = b.dataset.copied ?? "";
      });
    });
  }
  if (keys) return;
  keys = true;
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape") closeMenus(undefined, true);
    const typing = (e.target as Element).closest?.("input, textarea, select, [contenteditable]");
    if (e.key === "/" && !typing && !e.ctrlKey && !e.metaKey && !e.altKey) {
      const box = document.querySelector<HTMLInputElement>("[data-search]");
      if (box) {
        box.focus();
        e.preventDefault();
      }
    }
  });
  document.addEventListener("click", (e) => closeMenus(e.target as Node, false));
  // A folded answer must not hide from paper.
  window.addEventListener("beforeprint", () => {
    for (const d of all<HTMLDetailsElement>(document, "main details.qa")) d.open = true;
  });
}

function closeMenus(except: Node | undefined, refocus: boolean): void {
  for (const menu of all<HTMLDetailsElement>(document, "details[data-menu][open]")) {
    if (except && menu.contains(except)) continue;
    menu.open = false;
    if (refocus) menu.querySelector("summary")?.focus();
  }
}
