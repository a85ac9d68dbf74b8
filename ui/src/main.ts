// Behaviours on top of pages that already work. Each looks for its own attributes and does nothing where they are absent.
import "htmx.org/dist/htmx.esm.js";
import { forms } from "./forms";
import { files } from "./files";
import { signatures } from "./signature";
import { shell } from "./shell";

const start = (root: ParentNode): void => {
  forms(root);
  files(root);
  signatures(root);
  shell(root);
};

start(document);
// A swapped-in piece gets the same treatment as a whole page.
document.addEventListener("htmx:load", (e) => {
  const piece = (e as CustomEvent<{ elt: HTMLElement }>).detail.elt;
  if (piece !== document.body) start(piece);
});
