// a data-behaviour="more" data-target="#list": the next page is appended there, and the pager replaced by the next one.
import { announce, ask, focus, place } from "../fragments.js";

export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[data-behaviour~="more"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (link.ariaBusy !== "true") load(link);
  });
}

async function load(link) {
  link.ariaBusy = "true";
  const answer = await ask(link.href).catch(() => null);
  const list = document.querySelector(link.dataset.target);
  if (!answer?.ok || !list) return location.assign(link.href);
  const next = answer.body.querySelector(".pager");
  next?.remove();
  const [first] = place(answer.body.querySelector(link.dataset.target) ?? answer.body, list, "append");
  (link.closest(".pager") ?? link).replaceWith(...(next ? [next] : []));
  focus(first?.querySelector("a") ?? first);
  announce(link.dataset.announce);
}
