// Asking the server for a part of a page, putting it in its place, and saying so.
const PLACES = { append: "append", prepend: "prepend", before: "before", after: "after", replace: "replaceWith" };
const announcer = document.getElementById("announcer");

export const find = (root, query) => [...(root.matches?.(query) ? [root] : []), ...root.querySelectorAll(query)];

// The link of this behaviour that was clicked plainly, not into a new tab.
export function clicked(event, name) {
  const link = event.target.closest(`a[data-behaviour~="${name}"]`);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  event.preventDefault();
  return link;
}

// Returns status and body, or null where the browser is on its way to another page (sign-in). back: the page to come back
// to from there, where what was asked for is none.
export async function ask(url, { back, ...options } = {}) {
  const response = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  if (response.redirected) {
    const isSignIn = new URL(response.url).pathname === "/sign-in";
    location.assign(back && isSignIn ? `/sign-in?next=${encodeURIComponent(back)}` : response.url);
    return null;
  }
  const body = new DOMParser().parseFromString(await response.text(), "text/html").body;
  return { ok: response.ok, status: response.status, body };
}

export function place(body, target, how) {
  const parts = [...body.children];
  target[PLACES[how]](...parts);
  for (const part of parts) part.dispatchEvent(new Event("inserted", { bubbles: true }));
  return parts;
}

export function focus(element) {
  if (!element) return;
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus();
}

export function announce(text = "") {
  announcer.textContent = text;
}

export function calm(near) {
  if (near.previousElementSibling?.matches("[data-complaint]")) near.previousElementSibling.remove();
}

// Says above a form why it was not taken: in the server's words if there are any, else in the page's ("offline", "failed").
export function complain(near, reason, body) {
  calm(near);
  const notice = Object.assign(document.createElement("p"), { className: "notice notice--error", role: "alert" });
  notice.dataset.complaint = "";
  notice.textContent = body?.querySelector(".error__text, .notice")?.textContent.trim() || announcer.dataset[reason];
  near.before(notice);
}
