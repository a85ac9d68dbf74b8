/** All elements under `root` (itself too) that match. */
export function all<T extends HTMLElement>(root: ParentNode, selector: string): T[] {
  const found = [...root.querySelectorAll<T>(selector)];
  if (root instanceof HTMLElement && root.matches(selector)) found.unshift(root as T);
  return found;
}

/** Runs `wire` once per element, however often its part of the page is looked at. */
export function each<T extends HTMLElement>(root: ParentNode, selector: string, wire: (el: T) => void): void {
  for (const el of all<T>(root, selector)) {
    const key = "wired" + selector.replace(/\W/g, "");
    if (el.dataset[key]) continue;
    el.dataset[key] = "1";
    wire(el);
  }
}
