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
  each<HTMLElement>(root, "[data-look]", (el) => lookAgain(Number(el.dataset.look) * 1000));
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

/** Asks for this page again and again, unseen, and goes on where it leads elsewhere. Reloading would read itself out anew each time. */
function lookAgain(pause: number): void {
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.redirected) return location.replace(answer.url);
    } catch {
      // A broken network mends: the next look tells.
    }
    setTimeout(look, pause);
  };
  setTimeout(look, pause);
}

function closeMenus(except: Node | undefined, refocus: boolean): void {
  for (const menu of all<HTMLDetailsElement>(document, "details[data-menu][open]")) {
    if (except && menu.contains(except)) continue;
    menu.open = false;
    if (refocus) menu.querySelector("summary")?.focus();
  }
}
