// a data-behaviour="reply" data-target="#place": the form behind the link opens in place (replies, edits, reports).
// data-insert as for submit, "append" if absent. A button with data-close in the form closes it again.
import { ask, focus, place } from "../fragments.js";

const openers = new WeakMap();

export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[data-behaviour~="reply"]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link);
    }
    const close = event.target.closest("[data-close]");
    const opened = close?.closest("[data-opened]");
    if (opened) {
      event.preventDefault();
      const { link: opener, replaced } = openers.get(opened);
      opened.replaceWith(...(replaced ? [replaced] : []));
      focus(opener);
    }
  });
}

async function open(link) {
  const target = document.querySelector(link.dataset.target);
  const already = target && [...target.querySelectorAll("[data-opened]")].find((form) => openers.get(form)?.link === link);
  if (already) return focus(already.querySelector("textarea, select, input:not([type=hidden])"));
  const answer = await ask(link.href).catch(() => null);
  if (answer === null || !answer.ok || !target) return location.assign(link.href);
  const how = link.dataset.insert ?? "append";
  const [form] = place(answer.body, target, how);
  form.dataset.opened = "";
  openers.set(form, { link, replaced: how === "replace" ? target : null });
  focus(form.querySelector("textarea, select, input:not([type=hidden])"));
}
