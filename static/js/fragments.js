// Asking the server for a part of a page, putting it in its place, and saying so.

export const named = (root, name) => {
  const query = `[data-behaviour~="${name}"]`;
  return [...(root.matches?.(query) ? [root] : []), ...root.querySelectorAll(query)];
};

export const announcer = () => document.getElementById("announcer");

export function announce(text) {
  if (text) announcer().textContent = text;
}

export function parse(text) {
  return new DOMParser().parseFromString(text, "text/html").body;
}

// Returns the body of the answer, or null where the browser is on its way to another page (sign-in).
export async function ask(url, options = {}) {
  const response = await fetch(url, { ...options, headers: { "HX-Request": "true" } });
  if (response.redirected) {
    location.assign(response.url);
    return null;
  }
  return { status: response.status, ok: response.ok, body: parse(await response.text()) };
}

export function place(body, target, how = "replace") {
  const parts = [...body.children];
  const places = { append: "append", prepend: "prepend", before: "before", after: "after", replace: "replaceWith" };
  target[places[how] ?? "replaceWith"](...parts);
  for (const part of parts) part.dispatchEvent(new Event("inserted", { bubbles: true }));
  return parts;
}

export function focus(element) {
  if (!element) return;
  const natural = element.matches("a[href], button, input, textarea, select, summary");
  if (!natural && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus();
}

export function complain(near, text, source) {
  near.previousElementSibling?.matches("[data-complaint]") && near.previousElementSibling.remove();
  const notice = document.createElement("p");
  notice.className = "notice notice--error";
  notice.dataset.complaint = "";
  notice.setAttribute("role", "alert");
  notice.textContent = source?.querySelector(".error__text, .notice")?.textContent.trim() || text;
  near.before(notice);
}
