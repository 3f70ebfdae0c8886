// Who is at which case: the one that has the focus is claimed. It waits for nothing; on leaving the page the case is given back.
import { complain } from "../fragments.js";

let at = null;

// The server gives the case before back with each new claim; only where that one is refused it is left to us.
export async function claim(place) {
  const name = place?.dataset.case;
  const token = place?.querySelector("[name=csrf_token]")?.value;
  if (!name || !token || name === at?.name) return;
  const before = at;
  at = { name, token };
  const response = await tell(at, "1");
  if (response?.status !== 409) return;
  if (before && at?.name !== before.name) tell(before, "0");
  const body = new DOMParser().parseFromString(await response.text(), "text/html").body;
  const form = place.querySelector("form.case__decide");
  if (form) complain(form, "failed", body);
}

export function giveBack() {
  if (at) tell(at, "0");
  at = null;
}

// What is on its way when the page is left arrives all the same.
function tell({ name, token }, claimed) {
  const body = new URLSearchParams({ case: name, claimed, csrf_token: token });
  return fetch("/moderation/claims", { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } }).catch(() => null);
}
