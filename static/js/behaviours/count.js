// textarea data-behaviour="count" data-limit="10000" data-left="%d characters left": says so near the end only.
import { find } from "../fragments.js";

const NEAR = 0.9;
const COUNTED = '[data-behaviour~="count"]';

function show(field) {
  const { limit, left } = field.dataset;
  if (!field.nextElementSibling?.matches(".field__count")) {
    field.after(Object.assign(document.createElement("output"), { className: "field__count" }));
  }
  const length = [...field.value].length;
  field.nextElementSibling.textContent = length > limit * NEAR ? left.replace("%d", limit - length) : "";
}

export const attach = (root) => find(root, COUNTED).forEach(show);

export function listen(page) {
  page.addEventListener("input", ({ target }) => target.matches(COUNTED) && show(target));
}
