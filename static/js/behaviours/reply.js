// a data-behaviour="reply" data-target="#place": the form behind the link opens in place (replies, edits, reports);
// data-insert as for submit, "append" if absent. A button with data-close in the form closes it again.
import { ask, clicked, focus, place } from "../fragments.js";

const opened = new Map();
const enter = (form) => focus(form.querySelector("textarea, select, input:not([type=hidden])") ?? form);

export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = clicked(event, "reply");
    if (link) return opened.get(link)?.form.isConnected ? enter(opened.get(link).form) : open(link);
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
  form.dataset.opened = "";
  opened.set(link, { form, replaced: insert === "replace" ? [goal] : [] });
  enter(form);
}

function close(form, event) {
  event.preventDefault();
  const [link, { replaced }] = [...opened].find(([, one]) => one.form === form);
  form.replaceWith(...replaced);
  opened.delete(link);
  focus(link);
}
