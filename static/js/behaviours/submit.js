// form data-behaviour="submit": sent in place. data-target: what the answer changes (a selector; the form itself if absent).
// data-insert: append, prepend, before, after or replace. data-once: the form goes when it is taken. data-announce: said then.
import { announce, ask, calm, complain, focus, place } from "../fragments.js";

export function listen(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches('[data-behaviour~="submit"]')) return;
    event.preventDefault();
    if (form.ariaBusy !== "true") send(form, event.submitter);
  });
}

async function send(form, submitter) {
  const fields = new FormData(form, submitter);
  const url = submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href;
  form.ariaBusy = "true";
  try {
    const body = form.enctype.startsWith("multipart") ? fields : new URLSearchParams(fields);
    const answer = await ask(url, { method: "POST", body });
    if (answer) settle(form, answer);
  } catch {
    complain(form, "offline");
  } finally {
    form.ariaBusy = null;
  }
}

function settle(form, { status, ok, body }) {
  // A refusal is a fragment with the form in it, or a page of its own: that one is only quoted.
  if (!ok && [409, 422].includes(status) && !body.querySelector("main")) return again(form, body);
  if (!ok) return complain(form, "failed", body);
  const { target, insert = "replace", announce: said } = form.dataset;
  const hadFocus = form.contains(document.activeElement);
  calm(form);
  form.dispatchEvent(new Event("sent", { bubbles: true }));
  const [first] = place(body, (target && document.querySelector(target)) || form, insert);
  if (form.hasAttribute("data-once")) form.remove();
  else empty(form);
  if (target) focus(first?.querySelector('[tabindex="-1"]') ?? first);
  else if (hadFocus) focus(first?.querySelector("button") ?? first);
  announce(said);
}

// A box that came with kept words would otherwise fall back to them.
function empty(form) {
  for (const area of form.querySelectorAll("textarea")) area.defaultValue = "";
  form.reset();
}

function again(form, body) {
  const { opened, target } = form.dataset;
  const isForm = body.firstElementChild.matches("form");
  calm(form);
  const [refused] = place(body, (!isForm && document.querySelector(target)) || form, "replace");
  if (opened) refused.dataset.opened = opened;
  focus(refused.querySelector('[aria-invalid="true"]') ?? refused);
}
