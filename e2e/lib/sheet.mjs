// The first column of a workbook's first sheet, as far as a test needs it: row of the sheet → text.
import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

function entry(zip, wanted) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  let at = zip.readUInt32LE(end + 16);
  for (let n = zip.readUInt16LE(end + 10); n > 0; n--) {
    const [packed, name, extra, note, head] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    if (zip.toString("utf8", at + 46, at + 46 + name) === wanted) {
      const from = head + 30 + zip.readUInt16LE(head + 26) + zip.readUInt16LE(head + 28);
      const body = zip.subarray(from, from + packed);
      return (zip.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : body).toString("utf8");
    }
    at += 46 + name + extra + note;
  }
  return "";
}

export function firstColumn(file) {
  const zip = readFileSync(file);
  const strings = [...entry(zip, "xl/sharedStrings.xml").matchAll(/<si>(.*?)<\/si>/gs)].map((m) => [...m[1].matchAll(/<t[^>]*>(.*?)<\/t>/gs)].map((t) => t[1]).join(""));
  const out = new Map();
  for (const [, row, how, body] of entry(zip, "xl/worksheets/sheet1.xml").matchAll(/<c r="A(\d+)"([^>]*)>(.*?)<\/c>/gs)) {
    const value = /<(?:v|t)[^>]*>(.*?)<\/(?:v|t)>/s.exec(body)?.[1] ?? "";
    out.set(Number(row), how.includes('t="s"') ? strings[Number(value)] : value);
  }
  return out;
}
