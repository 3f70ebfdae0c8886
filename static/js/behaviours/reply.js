// a data-behaviour="reply" data-target="#place": the form behind the link opens in place (replies, edits, reports);
// data-insert as for submit, "append" if absent. A button with data-close in the form closes it again. The form names
// its link's address in data-opened, which submit hands on to the form that a refusal puts in its place.
import { ask, calm, clicked, focus, place } from "../fragments.js";

const opened = new Map();
const formOf = (link) => document.querySelector(`[data-opened="${CSS.escape(link.href)}"]`);
const enter = (form) => focus(form.querySelector("textarea, select, input:not([type=hidden])") ?? form);

export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = clicked(event, "reply");
    if (link) return formOf(link) ? enter(formOf(link)) : open(link);
    const form = event.target.closest("[data-close]")?.closest("[data-opened]");
    if (form) close(form, event);
  });
}

async function open(link) {
  const { target, insert = "append" } = link.dataset;
  const goal = document.querySelector(target);
  const answer = await ask(link.href).catch(() => null);
  if (!answer?.ok || !goal) return location.assign(link.href);
  const [form] = place(answer.body, goal, insert);
  form.dataset.opened = link.href;
  opened.set(link.href, { link, replaced: insert === "replace" ? [goal] : [] });
  enter(form);
}

function close(form, event) {
  event.preventDefault();
  const { link, replaced } = opened.get(form.dataset.opened);
  calm(form);
  form.replaceWith(...replaced);
  focus(link);
}
