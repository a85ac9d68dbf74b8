import { each } from "./dom";
import { measure, prepare } from "./picture";
import { sha256 } from "./sha256";

interface Page { id: string; src: string; image: boolean; name: string; about: string; remove: string }
interface Standing { id?: string; received?: number; part?: number; page?: Page | null; say?: string; state?: string }
interface Reply { status: number; body: Standing }

/** A refusal in the server's words: trying again would not help. */
class Refused extends Error {}

/**
 * Pages of a document go up at once, in pieces: what broke off goes on where it stopped, after a reload too, once the same file is chosen
 * again (the server knows it by its digest). Without this the form sends the files whole.
 */
export function uploads(root: ParentNode): void {
  each<HTMLFormElement>(root, "form[data-upload]", (form) => {
    const box = form.querySelector<HTMLElement>("[data-upload-progress]");
    const list = document.querySelector<HTMLElement>("[data-upload-list]");
    if (!box || !list || !window.fetch || !window.createImageBitmap || !HTMLCanvasElement.prototype.toBlob) return;
    const say = (word: string): string => form.dataset["say" + word] ?? "";
    const token = form.querySelector<HTMLInputElement>("input[name=_csrf]")?.value ?? "";
    for (const plain of form.querySelectorAll<HTMLElement>("[data-upload-plain]")) plain.hidden = true;

    let work: Promise<void> = Promise.resolve();
    let waiting = 0;
    let pressed: HTMLElement | null | undefined;

    const send = async (path: string, fields: Record<string, string>, chunk?: Blob): Promise<Reply> => {
      const body = new FormData();
      body.set("_csrf", token);
      for (const [k, v] of Object.entries(fields)) body.set(k, v);
      if (chunk) body.set("chunk", chunk, "part");
      return answer(await fetch(path, { method: "POST", body, credentials: "same-origin", redirect: "error" }));
    };

    const up = async (file: Blob, name: string, row: Row): Promise<Page> => {
      const digest = await sha256(await file.arrayBuffer());
      let pause = 1000;
      for (;;) {
        try {
          const { request = "", kind = "", who = "" } = form.dataset;
          let at = known((await send("/my/uploads", { request, kind, who, name, bytes: String(file.size), sha256: digest })), [200, 201]);
          while (!at.page) {
            const path = `/my/uploads/${at.id}`;
            const from = at.received ?? 0;
            row.progress(from / file.size);
            if (from < file.size) {
              const r = await send(`${path}/part`, { offset: String(from) }, file.slice(from, from + (at.part ?? 262_144)));
              // A gap, or a piece that came before its answer was lost: the server says where it stands.
              const next = known(r, [200, 409]);
              at = { ...at, received: next.received ?? 0, page: next.page ?? null };
              pause = 1000;
            } else {
              const r = await send(`${path}/finish`, {});
              const next = known(r, [200, 409]);
              if (r.status === 409 && next.say) row.text(next.say);
              at = { ...at, received: next.received ?? file.size, page: next.page ?? null };
              if (r.status === 409) await later(pause);
            }
          }
          return at.page;
        } catch (e) {
          if (e instanceof Refused) throw e;
          row.text(say("Waiting"));
          await later(pause);
          pause = Math.min(pause * 2, 30_000);
          row.text(say("Sending"));
        }
      }
    };

    const one = async (file: File): Promise<void> => {
      const row = line(box, file.name);
      try {
        row.text(say("Preparing"));
        const picture = await prepare(file);
        const body = picture?.blob ?? file;
        if (body.size > Number(form.dataset.maxMb) * 1_048_576) throw new Refused(say("Big"));
        const advice = picture ? measure(picture) : [];
        row.text(say("Sending"));
        const page = await up(body, file.name, row);
        picture?.bitmap.close();
        row.done([say("Done"), ...advice.map((a) => say(a))], advice.length > 0);
        if (![...list.children].some((li) => (li as HTMLElement).dataset.page === page.id)) list.append(shown(page, token, say("Remove")));
        const camera = form.querySelector<HTMLElement>("[data-upload-camera]");
        if (camera?.dataset.more) camera.textContent = camera.dataset.more;
        mended("scan");
      } catch (e) {
        // What was refused would be refused again: another file, or none.
        if (e instanceof Refused) row.failed(e.message, [say("Choose"), () => form.querySelector<HTMLInputElement>("#scan")?.click()], [say("Drop"), () => undefined]);
        else row.failed(say("Failed"), [say("Retry"), () => enqueue([file])]);
      }
    };

    const enqueue = (files: File[]): void => {
      for (const f of files) {
        waiting++;
        work = work.then(() => one(f)).finally(() => {
          waiting--;
          if (waiting === 0 && pressed !== undefined) {
            const by = pressed;
            pressed = undefined;
            if (!box.querySelector(".is-bad")) form.requestSubmit(by instanceof HTMLButtonElement ? by : undefined);
          }
        });
      }
    };

    for (const input of form.querySelectorAll<HTMLInputElement>("[data-upload-input]")) {
      input.addEventListener("change", () => {
        const most = Number(form.dataset.most ?? 10);
        const files = [...(input.files ?? [])];
        input.value = "";
        if (list.children.length + waiting + files.length > most) line(box, "").failed(say("Many"));
        enqueue(files.slice(0, Math.max(0, most - list.children.length - waiting)));
      });
    }
    // Before the double-press guard: a form that waits for its pages has not been sent.
    form.addEventListener("submit", (e) => {
      if (waiting === 0) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      pressed = e.submitter;
    }, true);
  });
}

/** What was said to be wrong with a field is so no more: neither at the field nor in the summary. */
function mended(field: string): void {
  const said = document.getElementById(`${field}-e`);
  said?.closest(".field--error")?.classList.remove("field--error");
  said?.remove();
  const summary = document.querySelector<HTMLElement>("[data-error-summary]");
  summary?.querySelector(`a[href="#${field}"]`)?.closest("li")?.remove();
  if (summary && !summary.querySelector("li")) summary.remove();
}

async function answer(r: Response): Promise<Reply> {
  let body: Standing = {};
  try {
    body = (await r.json()) as Standing;
  } catch {
    /* a page of words: the status says enough */
  }
  return { status: r.status, body };
}

/** What the server says, where it is an answer to go on with. A fault of the line or of the house is tried again. */
function known(r: Reply, good: number[]): Standing {
  if (good.includes(r.status)) return r.body;
  if (r.status >= 500 || r.status === 408 || (r.status === 429 && !r.body.say)) throw new Error(String(r.status));
  throw new Refused(r.body.say ?? "");
}

/** Until the time is over or the network says it is back. */
function later(ms: number): Promise<void> {
  return new Promise((go) => {
    const on = (): void => {
      window.clearTimeout(timer);
      window.removeEventListener("online", on);
      go();
    };
    const timer = window.setTimeout(on, ms);
    window.addEventListener("online", on);
  });
}

interface Row { text(s: string): void; progress(part: number): void; done(lines: string[], advice: boolean): void; failed(s: string, ...ways: [string, () => void][]): void }

/** A line with the file's name, how far it is, and what to know of it. */
function line(box: HTMLElement, name: string): Row {
  const el = document.createElement("div");
  el.className = "upload__way";
  const title = document.createElement("bdi");
  title.className = "semi sm";
  title.textContent = name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  const words = document.createElement("p");
  words.className = "sm";
  el.append(title, bar, words);
  box.append(el);
  return {
    text: (s) => void (words.textContent = s),
    progress: (p) => void (bar.value = p),
    done: (lines, advice) => {
      bar.remove();
      words.textContent = lines.join(" · ");
      el.classList.add(advice ? "is-warn" : "is-ok");
      if (!advice) window.setTimeout(() => el.remove(), 4000);
    },
    failed: (s, ...ways) => {
      bar.remove();
      words.textContent = s;
      words.setAttribute("role", "alert");
      el.classList.add("is-bad");
      for (const [label, act] of ways) {
        const b = document.createElement("button");
        b.type = "button";
        b.className = "btn btn--sm";
        b.textContent = label;
        b.addEventListener("click", () => {
          el.remove();
          act();
        });
        el.append(b);
      }
    },
  };
}

/** A page as the server would draw it. */
function shown(p: Page, token: string, remove: string): HTMLElement {
  const li = document.createElement("li");
  li.className = "upload__file";
  li.dataset.page = p.id;
  const a = document.createElement("a");
  a.className = "upload__thumb";
  a.setAttribute("aria-label", p.name);
  a.href = p.image ? `${p.src}?whole=1` : p.src;
  if (p.image) {
    const img = document.createElement("img");
    img.src = p.src;
    img.alt = "";
    a.append(img);
  }
  const text = document.createElement("div");
  const name = document.createElement("div");
  name.className = "semi sm";
  const bdi = document.createElement("bdi");
  bdi.textContent = p.name;
  name.append(bdi);
  const about = document.createElement("div");
  about.className = "xs muted";
  about.textContent = p.about;
  text.append(name, about);
  const form = document.createElement("form");
  form.method = "post";
  form.action = p.remove;
  form.className = "inline-form";
  const csrf = document.createElement("input");
  csrf.type = "hidden";
  csrf.name = "_csrf";
  csrf.value = token;
  const b = document.createElement("button");
  b.className = "btn btn--quiet btn--sm";
  b.textContent = remove;
  const vh = document.createElement("span");
  vh.className = "vh";
  vh.textContent = `: ${p.name}`;
  b.append(vh);
  form.append(csrf, b);
  li.append(a, text, form);
  return li;
}
