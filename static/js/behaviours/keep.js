// data-keep="key" on a textarea or input: what is typed survives a crash or a closed tab, on this device, until it is taken.
// It comes back only over the text it was typed over: the field's own, or the one that data-keep-over names.
import { find } from "../fragments.js";

const PREFIX = "kept:";
const SENT = "kept-sent";
const keys = (root) => find(root, "[data-keep]").map((field) => field.dataset.keep);
const forget = (names) => names.forEach((name) => tried(() => localStorage.removeItem(PREFIX + name)));
const ground = (field) => field.dataset.keepOver ?? field.defaultValue;

// Where the browser stores nothing, or has no more room, nothing is kept and all else goes on.
function tried(work) {
  try {
    return work();
  } catch {
    return null;
  }
}

export function attach(root) {
  forgetSent();
  for (const field of find(root, "[data-keep]")) {
    const kept = tried(() => JSON.parse(localStorage.getItem(PREFIX + field.dataset.keep)));
    if (!kept || kept.over !== ground(field) || kept.text === field.value) continue;
    field.value = kept.text;
    // Nobody can tell any more how long these words took.
    field.form?.querySelector("[name=shown_at]")?.remove();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function listen(page) {
  page.addEventListener("input", ({ target }) => target.matches("[data-keep]") && keep(target));
  page.addEventListener("sent", ({ target }) => forget(keys(target)));
  page.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) tried(() => sessionStorage.setItem(SENT, JSON.stringify(keys(event.target))));
  });
}

function keep(field) {
  const kept = { text: field.value, over: ground(field) };
  if (kept.text === field.defaultValue) forget([field.dataset.keep]);
  else tried(() => localStorage.setItem(PREFIX + field.dataset.keep, JSON.stringify(kept)));
}

// The server has the words by now: what is typed next is typed over those.
export function goOnFrom(form, stamp) {
  for (const field of find(form, "[data-keep]")) {
    field.dataset.keepOver = stamp;
    keep(field);
  }
}

// A page that follows a plain submit means success, unless it shows the form again with its faults.
function forgetSent() {
  const sent = tried(() => JSON.parse(sessionStorage.getItem(SENT))) ?? [];
  tried(() => sessionStorage.removeItem(SENT));
  if (!document.querySelector('[aria-invalid="true"], [data-kept], .form-errors, .error, [data-unsaved]')) forget(sent);
}
