import { each } from "./dom";

/** Says which file was chosen and how large, and warns before a long upload that the server would refuse. */
export function files(root: ParentNode): void {
  each<HTMLInputElement>(root, "input[type=file]", (input) => {
    const out = input.parentElement?.querySelector<HTMLOutputElement>("[data-file-chosen]");
    if (!out) return;
    input.addEventListener("change", () => {
      const chosen = [...(input.files ?? [])];
      const limit = Number(input.dataset.maxMb ?? 0) * 1024 * 1024;
      const tooBig = limit > 0 && chosen.some((f) => f.size > limit);
      out.replaceChildren();
      chosen.forEach((f, i) => {
        const name = document.createElement("bdi");
        name.dir = "ltr";
        name.textContent = f.name;
        out.append(i > 0 ? " · " : "", name, ` (${size(f.size)})`);
      });
      if (tooBig) out.append(" ", input.dataset.tooBig ?? "");
      out.classList.toggle("is-bad", tooBig);
      out.hidden = chosen.length === 0;
    });
  });
}

function size(bytes: number): string {
  const [unit, n] = bytes < 1024 * 1024 ? (["kilobyte", bytes / 1024] as const) : (["megabyte", bytes / 1024 / 1024] as const);
  const locale = document.documentElement.lang === "ar" ? "ar-u-nu-latn" : "en";
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: n < 10 ? 1 : 0 }).format(n);
}
