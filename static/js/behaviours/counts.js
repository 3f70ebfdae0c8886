// data-count="held": how much waits there. Told anew by the answer to a decision, and asked for while the page is looked at.
const EVERY_MS = 30_000;

export function listen() {
  if (!document.querySelector("[data-count]")) return;
  setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
}

export function take(told) {
  for (const count of told.querySelectorAll("[data-count]")) {
    for (const shown of document.querySelectorAll(`[data-count="${count.dataset.count}"]`)) shown.replaceChildren(...count.cloneNode(true).childNodes);
  }
}

// Whoever is signed out meanwhile stays where they are: what they type is not lost to a count.
async function look() {
  if (document.visibilityState !== "visible") return;
  const response = await fetch("/moderation/counts", { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
  if (response?.ok) take(new DOMParser().parseFromString(await response.text(), "text/html"));
}
