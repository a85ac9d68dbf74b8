// The same behaviours for the people served, without what only staff pages use.
import { forms } from "./forms";
import { files } from "./files";
import { signatures } from "./signature";
import { shell } from "./shell";
import { uploads } from "./upload";

forms(document);
files(document);
signatures(document);
shell(document);
uploads(document);
