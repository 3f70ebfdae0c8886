// data-behaviour="preview" data-preview-url: write and preview in turn; the server renders exactly what it would publish.
import { ask, complain } from "../fragments.js";

export function listen(page) {
  page.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-preview]");
    const box = button?.closest('[data-behaviour~="preview"]');
    if (!box) return;
    const shows = button.dataset.preview === "show";
    const pane = box.querySelector("[data-preview-pane]");
    if (shows && !(await render(box, pane))) return;
    turn(box, shows);
  });
  // What was posted is gone from the form, so its preview goes as well.
  page.addEventListener("reset", ({ target }) => {
    for (const box of target.querySelectorAll('[data-behaviour~="preview"]')) turn(box, false);
  });
}

function turn(box, shows) {
  for (const one of box.querySelectorAll("[data-preview]")) one.ariaPressed = String((one.dataset.preview === "show") === shows);
  box.querySelector("[data-preview-source]").hidden = shows;
  box.querySelector("[data-preview-pane]").hidden = !shows;
}

async function render(box, pane) {
  const body = new URLSearchParams(new FormData(box.closest("form")));
  const back = location.pathname + location.search;
  const answer = await ask(box.dataset.previewUrl, { method: "POST", body, back }).catch(() => ({}));
  if (!answer?.ok) return answer && complain(box, answer.body ? "failed" : "offline", answer.body);
  pane.replaceChildren(...answer.body.childNodes);
  return true;
}
