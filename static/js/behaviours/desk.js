// data-behaviour="desk": the moderators' desk by keyboard. j k: next and previous case; f approve; d remove, then the number of
// a rule; h hold; b the author; x choose; u undo; t next queue (data-next); z nothing but the cases; ? the list of keys.
import { claim, giveBack } from "./claims.js";
import * as counts from "./counts.js";

const desk = () => document.querySelector('[data-behaviour~="desk"]');
const open = () => [...document.querySelectorAll(".case[data-open]")];
const here = () => document.activeElement?.closest?.(".case[data-open]");
const button = (value) => here()?.querySelector(`button[name="decision"][value="${value}"]`);
const isTyping = ({ target }) => target.matches("textarea, select, input:not([type=checkbox], [type=radio])");

const keys = {
  j: () => go(1),
  k: () => go(-1),
  f: () => button("approve")?.click() ?? button("overturn")?.click(),
  h: () => button("hold")?.click(),
  d: () => unfold(here()) || button("uphold")?.click(),
  b: () => here()?.querySelector('[data-key="b"]')?.click(),
  x: () => here()?.querySelector(".case__choose")?.click(),
  u: () => lastUndo()?.click(),
  t: () => location.assign(desk().dataset.next),
  z: () => desk().toggleAttribute("data-zen"),
  "?": () => document.getElementById("desk-keys")?.togglePopover(),
};

export function listen(page) {
  page.addEventListener("keydown", (event) => {
    if (!desk() || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
    if (number(event) || keys[event.key]) event.preventDefault();
    if (number(event)) removeBy(event.key);
    else keys[event.key]?.();
  });
  page.addEventListener("focusin", ({ target }) => desk() && claim(target.closest?.(".case[data-open]")));
  addEventListener("pagehide", giveBack);
  counts.listen();
  // A case that is decided gives way to the next one.
  page.addEventListener("inserted", ({ target }) => {
    if (!desk() || !target.matches(".case--decided")) return;
    decided.push(target);
    counts.take(target);
    requestAnimationFrame(() => next(target)?.focus());
  });
}

// What was decided on this page, in its order in time: cases are not always decided from top to bottom.
const decided = [];

function lastUndo() {
  const here = decided.map((one) => one.isConnected && one.querySelector('[data-key="u"]'));
  return here.findLast(Boolean) ?? document.querySelector('[data-key="u"]');
}

const next = (place) => open().find((one) => place.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) ?? open().at(-1);

function go(step) {
  const cases = open();
  const at = cases.indexOf(here());
  const goal = at < 0 && document.activeElement?.closest?.(".case") ? next(document.activeElement) : cases[Math.max(0, at + step)];
  // All of this page is decided: the next ones have moved up.
  if (!goal) return document.querySelector(".case") && location.reload();
  goal.focus();
  goal.scrollIntoView({ block: "start" });
}

function unfold(place) {
  const fold = place?.querySelector(".case__remove");
  if (!fold) return false;
  fold.open = true;
  fold.querySelector('[name="rule"]').focus();
  return true;
}

const removal = () => here()?.querySelector(".case__remove[open]");
const number = ({ key }) => /^[1-9]$/.test(key) && removal();

function removeBy(key) {
  const rule = removal().querySelector(`[data-number="${key}"]`);
  if (!rule) return;
  rule.checked = true;
  button("remove").click();
}
