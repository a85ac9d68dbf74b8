import { each } from "./dom";

/** A drawn signature: strokes on a canvas, sent as a PNG data URL in the hidden field. Paper and witness stay beneath for whoever prefers them. */
export function signatures(root: ParentNode): void {
  each(root, "[data-sign]", (box) => {
    const pad = box.querySelector<HTMLElement>("[data-sign-pad]");
    const canvas = box.querySelector<HTMLCanvasElement>("[data-sign-canvas]");
    const value = box.querySelector<HTMLInputElement>("[data-sign-value]");
    const paper = box.querySelector<HTMLDetailsElement>("[data-sign-paper]");
    const pen = canvas?.getContext("2d");
    if (!pad || !canvas || !value || !pen) return;
    pad.hidden = false;
    if (paper && !paper.querySelector("[aria-invalid], input:not([type=file]):not([value=''])")) paper.open = false;
    pen.lineWidth = 4.5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = pen.fillStyle = "#101c3c";

    let last: [number, number] | undefined;
    const at = (e: PointerEvent): [number, number] => {
      const r = canvas.getBoundingClientRect();
      return [((e.clientX - r.left) * canvas.width) / r.width, ((e.clientY - r.top) * canvas.height) / r.height];
    };
    canvas.addEventListener("pointerdown", (e) => {
      if (e.button !== 0) return;
      canvas.setPointerCapture(e.pointerId);
      last = at(e);
      pen.beginPath();
      pen.arc(last[0], last[1], 2.2, 0, 7);
      pen.fill();
      e.preventDefault();
    });
    canvas.addEventListener("pointermove", (e) => {
      if (!last) return;
      const steps = e.getCoalescedEvents?.() ?? [];
      for (const step of steps.length ? steps : [e]) {
        const next = at(step);
        pen.beginPath();
        pen.moveTo(...last);
        pen.lineTo(...next);
        pen.stroke();
        last = next;
      }
    });
    const lift = (): void => {
      if (!last) return;
      last = undefined;
      value.value = onPaper(canvas);
    };
    canvas.addEventListener("pointerup", lift);
    canvas.addEventListener("pointercancel", lift);
    box.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      value.value = "";
    });
    if (value.value) void redraw(value.value, pen);
  });
}

/** The strokes on white: a transparent picture would vanish on a dark page. */
function onPaper(canvas: HTMLCanvasElement): string {
  const sheet = document.createElement("canvas");
  sheet.width = canvas.width;
  sheet.height = canvas.height;
  const ink = sheet.getContext("2d");
  if (!ink) return "";
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, sheet.width, sheet.height);
  ink.drawImage(canvas, 0, 0);
  return sheet.toDataURL("image/png");
}

/** After a form came back with errors: by bytes, since the content policy allows no `data:` pictures. */
async function redraw(url: string, pen: CanvasRenderingContext2D): Promise<void> {
  try {
    const bytes = Uint8Array.from(atob(url.split(",")[1] ?? ""), (c) => c.charCodeAt(0));
    pen.drawImage(await createImageBitmap(new Blob([bytes], { type: "image/png" })), 0, 0);
  } catch {
    /* an unreadable picture is simply not shown; the hidden value still goes to the server, which decides */
  }
}
