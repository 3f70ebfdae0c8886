// Everything works without this file. Each behaviour listens once, on the document, for the elements that
// name it in data-behaviour; what needs a start on the elements themselves offers attach(root).
import * as count from "./behaviours/count.js";
import * as desk from "./behaviours/desk.js";
import * as film from "./behaviours/film.js";
import * as guard from "./behaviours/guard.js";
import * as keep from "./behaviours/keep.js";
import * as menu from "./behaviours/menu.js";
import * as more from "./behaviours/more.js";
import * as preview from "./behaviours/preview.js";
import * as reply from "./behaviours/reply.js";
import * as submit from "./behaviours/submit.js";

const behaviours = [submit, more, reply, preview, keep, count, menu, film, desk, guard];
const attach = (root) => behaviours.forEach((behaviour) => behaviour.attach?.(root));

behaviours.forEach((behaviour) => behaviour.listen?.(document));
document.addEventListener("inserted", (event) => attach(event.target));
attach(document.body);
