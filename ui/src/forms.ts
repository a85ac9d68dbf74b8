import { all, each } from "./dom";

export function forms(root: ParentNode): void {
  // Keyboard and reader land on what is left to mend; its links go to the field itself, unfolding what hides it.
  for (const summary of all(root, "[data-error-summary]")) {
    for (const link of all<HTMLAnchorElement>(summary, "a[href^='#']")) named(link);
    summary.focus();
  }
  each(root, "[data-error-summary]", (summary) => {
    summary.addEventListener("click", (e) => {
      const link = (e.target as Element).closest<HTMLAnchorElement>("a[href^='#']");
      const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (!field) return;
      const fold = field.closest("details");
      if (fold) fold.open = true;
      field.focus();
      field.scrollIntoView({ block: "center" });
      e.preventDefault();
    });
  });

  each<HTMLFormElement>(root, "form[method=post]", once);
  each<HTMLFormElement>(root, "form[data-auto-submit]", (form) => {
    form.addEventListener("change", (e) => {
      if ((e.target as Element).matches("select, input[type=checkbox], input[type=radio]")) form.requestSubmit();
    });
    for (const button of all(form, "[data-auto-submit-hides]")) button.hidden = true;
  });
  each(root, "[data-shows-when]", showsWhen);
}

/** Eight boxes may want the same words: each line of the summary says which box it means. */
function named(link: HTMLAnchorElement): void {
  const id = decodeURIComponent(link.hash.slice(1));
  const field = document.getElementById(id);
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`);
  const words = (label?.closest(".date-fields, .choice") ? field?.closest("fieldset")?.querySelector("legend") : label ?? field?.closest("fieldset")?.querySelector("legend"))?.firstChild?.textContent?.trim();
  if (words && !link.textContent?.includes(words)) link.prepend(/[؟?]$/.test(words) ? `${words} ` : `${words}: `);
}

/** A double press sends one request. The server's hidden key is the guarantee; this spares the second wait. */
function once(form: HTMLFormElement): void {
  let sent = false;
  const release = (): void => {
    sent = false;
    for (const b of all(form, "[aria-busy]")) {
      b.removeAttribute("aria-busy");
      b.removeAttribute("aria-disabled");
    }
  };
  form.addEventListener("submit", (e) => {
    if (sent) {
      e.preventDefault();
      e.stopImmediatePropagation();
      return;
    }
    const button = e.submitter;
    // A look in another window leaves this page as it is: what follows is no double press.
    if (e.defaultPrevented || button?.getAttribute("formtarget") === "_blank" || form.target === "_blank") return;
    sent = true;
    // Not `disabled`: a disabled button loses the focus and its own name and value.
    button?.setAttribute("aria-disabled", "true");
    button?.setAttribute("aria-busy", "true");
    window.setTimeout(release, 15_000);
  });
  form.addEventListener("htmx:afterRequest", release);
  window.addEventListener("pageshow", (e) => e.persisted && release());
}

/** `data-shows-when="kind=rent|shared"`: the block shows only while that field of the form has one of the values. */
function showsWhen(block: HTMLElement): void {
  const [name, values = ""] = (block.dataset.showsWhen ?? "").split("=");
  const form = block.closest("form");
  if (!form || !name) return;
  const wanted = values.split("|");
  const apply = (): void => {
    const now = all<HTMLInputElement>(form, `[name="${CSS.escape(name)}"]`)
      .filter((f) => (f.type !== "radio" && f.type !== "checkbox") || f.checked)
      .map((f) => f.value);
    const show = now.some((v) => wanted.includes(v));
    block.hidden = !show;
    // What is not asked is not sent.
    for (const f of all<HTMLInputElement>(block, "input, select, textarea")) f.disabled = !show;
  };
  form.addEventListener("change", apply);
  apply();
}
