// data-keep="key" on a textarea or input: what is typed survives a crash or a closed tab, on this device, until it is taken.
// It comes back only over the text it was typed over.
const PREFIX = "kept:";
const SENT = "kept-sent";
const fields = (root) => [...root.querySelectorAll("[data-keep]"), ...(root.matches?.("[data-keep]") ? [root] : [])];

export function attach(root) {
  forgetSent();
  for (const field of fields(root)) {
    const kept = JSON.parse(localStorage.getItem(PREFIX + field.dataset.keep) ?? "null");
    if (!kept || kept.over !== field.defaultValue || kept.text === field.value) continue;
    field.value = kept.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function listen(page) {
  page.addEventListener("input", ({ target }) => {
    if (!target.matches("[data-keep]")) return;
    const kept = JSON.stringify({ text: target.value, over: target.defaultValue });
    if (target.value === target.defaultValue) localStorage.removeItem(PREFIX + target.dataset.keep);
    else localStorage.setItem(PREFIX + target.dataset.keep, kept);
  });
  page.addEventListener("sent", ({ target }) => forget(fields(target).map((field) => field.dataset.keep)));
  page.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    sessionStorage.setItem(SENT, JSON.stringify(fields(event.target).map((field) => field.dataset.keep)));
  });
}

// A page that follows a plain submit means success, unless it shows the form again with its faults.
function forgetSent() {
  const sent = JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
  sessionStorage.removeItem(SENT);
  if (!document.querySelector("[aria-invalid=true], [data-kept], .form-errors, .error")) forget(sent);
}

function forget(keys) {
  for (const key of keys) localStorage.removeItem(PREFIX + key);
}
