/** Longest side of what is sent, in pixels, and how finely it is kept: a page of print stays readable at a tenth of the phone's own size. */
const SIDE = 2000;
const QUALITY = 0.8;

export interface Picture { blob: Blob; bitmap: ImageBitmap; canvas: HTMLCanvasElement; width: number; height: number }

/** A photo made small, standing as the phone was held. Nothing where it is no picture this browser can open: then it goes as it is. */
export async function prepare(file: File): Promise<Picture | undefined> {
  if (!file.type.startsWith("image/")) return undefined;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const pen = canvas.getContext("2d");
    if (!pen) return undefined;
    // What is transparent would turn black.
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((go) => canvas.toBlob(go, "image/jpeg", QUALITY));
    if (!blob) return undefined;
    return { blob: scale === 1 && blob.size > file.size ? file : blob, bitmap, canvas, width: bitmap.width, height: bitmap.height };
  } catch {
    return undefined;
  }
}

/** Advice on a photo, never a refusal: the person sees better than we do whether it can be read. */
export function measure(p: Picture): ("Dark" | "Blurred" | "Small")[] {
  const out: ("Dark" | "Blurred" | "Small")[] = [];
  if (Math.max(p.width, p.height) < 800) out.push("Small");
  const scale = 600 / Math.max(p.canvas.width, p.canvas.height);
  const [w, h] = [Math.max(3, Math.round(p.canvas.width * scale)), Math.max(3, Math.round(p.canvas.height * scale))];
  const small = document.createElement("canvas");
  small.width = w;
  small.height = h;
  const pen = small.getContext("2d");
  if (!pen) return out;
  pen.drawImage(p.canvas, 0, 0, w, h);
  const { light, sharp } = look(pen.getImageData(0, 0, w, h).data, w, h);
  if (light < 70) out.push("Dark");
  // A blank sheet has no edges either; only what has some contrast is called blurred.
  else if (sharp < 45) out.push("Blurred");
  return out;
}

/** Mean lightness (0–255) of an RGBA picture and the variance of its Laplacian: edges, which blur takes away. */
export function look(rgba: ArrayLike<number>, w: number, h: number): { light: number; sharp: number } {
  const grey = new Float32Array(w * h);
  let light = 0;
  for (let i = 0; i < grey.length; i++) {
    const g = 0.299 * (rgba[4 * i] ?? 0) + 0.587 * (rgba[4 * i + 1] ?? 0) + 0.114 * (rgba[4 * i + 2] ?? 0);
    grey[i] = g;
    light += g;
  }
  let sum = 0;
  let squares = 0;
  let n = 0;
  for (let y = 1; y < h - 1; y++) {
    for (let x = 1; x < w - 1; x++) {
      const i = y * w + x;
      const edge = 4 * (grey[i] ?? 0) - (grey[i - 1] ?? 0) - (grey[i + 1] ?? 0) - (grey[i - w] ?? 0) - (grey[i + w] ?? 0);
      sum += edge;
      squares += edge * edge;
      n++;
    }
  }
  const mean = n ? sum / n : 0;
  return { light: grey.length ? light / grey.length : 0, sharp: n ? squares / n - mean * mean : 0 };
}
