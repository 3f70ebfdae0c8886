// form data-behaviour="submit": sent in place. data-target: what the answer changes (a selector; the form itself if
// absent); data-insert: append, prepend, before, after or replace; data-announce: said when it is done.
import { announce, announcer, ask, complain, focus, place } from "../fragments.js";

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
    complain(form, announcer().dataset.offline);
  } finally {
    form.ariaBusy = null;
  }
}

function settle(form, { status, ok, body }) {
  if (status === 422 && body.querySelector("form")) {
    const [again] = place(body, form);
    return focus(again.querySelector('[aria-invalid="true"]') ?? again);
  }
  if (!ok) return complain(form, announcer().dataset.failed, body);
  const { target, insert = "replace", announce: said } = form.dataset;
  const goal = target ? document.querySelector(target) : form;
  const hadFocus = form.contains(document.activeElement);
  form.previousElementSibling?.matches("[data-complaint]") && form.previousElementSibling.remove();
  form.dispatchEvent(new Event("sent", { bubbles: true }));
  if (form.hasAttribute("data-once")) form.remove();
  else if (target) form.reset();
  const [first] = place(body, goal ?? form, goal ? insert : "before");
  if (first && (target || hadFocus)) focus(target ? first : first.querySelector("button:not([hidden])") ?? first);
  announce(said);
}
