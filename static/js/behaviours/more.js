// a data-behaviour="more" data-target="#list": the next page is appended there, and the pager replaced by the next one.
// data-url: where the script finds the fragment, if not behind the link itself.
import { announce, ask, clicked, focus, place } from "../fragments.js";

export function listen(page) {
  page.addEventListener("click", (event) => {
    const link = clicked(event, "more");
    if (link && link.ariaBusy !== "true") load(link);
  });
}

async function load(link) {
  const { target, url = link.href, announce: said } = link.dataset;
  link.ariaBusy = "true";
  const answer = await ask(url).catch(() => null);
  const list = document.querySelector(target);
  if (!answer?.ok || !list) return location.assign(link.href);
  // Lists within the list have pagers of their own.
  const next = answer.body.querySelector(`.pager:has([data-target="${target}"])`);
  next?.remove();
  const [first] = place(answer.body.querySelector(target) ?? answer.body, list, "append");
  link.closest(".pager").replaceWith(...(next ? [next] : []));
  focus(first?.querySelector("a[href]") ?? first);
  announce(said);
}
