// textarea data-behaviour="count" data-limit="10000" data-left="%d characters left": says so near the end only.
import { named } from "../fragments.js";

const NEAR = 0.9;

function show(field) {
  const { limit, left } = field.dataset;
  let output = field.nextElementSibling;
  if (!output?.matches(".field__count")) {
    output = document.createElement("output");
    output.className = "field__count";
    field.after(output);
  }
  const length = [...field.value].length;
  output.textContent = length > limit * NEAR ? left.replace("%d", limit - length) : "";
}

export function attach(root) {
  named(root, "count").forEach(show);
}

export function listen(page) {
  page.addEventListener("input", ({ target }) => target.matches('[data-behaviour~="count"]') && show(target));
}
