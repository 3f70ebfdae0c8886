// form data-behaviour="autosave" data-autosave-url: what is typed goes to the server a few seconds later, and says so at
// [data-autosave-state]. Where another window keeps other words of the same text, [data-autosave-elsewhere] offers both.
import { announce } from "../fragments.js";
import { goOnFrom } from "./keep.js";

const WAIT_MS = 3000;
const RETRY_MS = 15000;
// What a browser still sends from a page that is going away.
const MAX_KEEPALIVE_BYTES = 60000;
const NAME = "autosave-window";
const windowName = takeName() ?? crypto.getRandomValues(new Uint32Array(4)).join("-").slice(0, 40);

// A window keeps its name while it is loaded anew. In between nothing holds it, so that a copy of the window has another.
function takeName() {
  try {
    const name = sessionStorage.getItem(NAME);
    sessionStorage.removeItem(NAME);
    return name;
  } catch {
    return null;
  }
}

function leaveName() {
  try {
    sessionStorage.setItem(NAME, windowName);
  } catch {
    // Where nothing can be stored, the window has another name each time.
  }
}

export function attach(root) {
  for (const form of root.querySelectorAll('form[data-behaviour~="autosave"]')) new Keeper(form);
}

class Keeper {
  constructor(form) {
    this.form = form;
    form.elements.window.value = windowName;
    form.addEventListener("input", () => this.later(WAIT_MS));
    form.addEventListener("change", () => this.later(WAIT_MS));
    document.addEventListener("submit", (event) => event.target === form && !event.defaultPrevented && this.rest());
    document.addEventListener("visibilitychange", () => document.hidden && this.timer && this.send(true));
    for (const event of ["online", "focus"]) addEventListener(event, () => this.isAway && this.send());
    addEventListener("pagehide", leaveName);
    addEventListener("pageshow", () => {
      this.isResting = false;
      takeName();
    });
    form.querySelector("[data-autosave-insist]")?.addEventListener("click", () => this.insist());
    // The browser has brought words back, or two versions were put together: the server has neither.
    const isAhead = [...form.querySelectorAll("[data-keep]")].some((field) => field.value !== field.defaultValue);
    if (isAhead || "unsaved" in form.dataset) this.later(WAIT_MS);
  }

  later(ms) {
    if (this.timer || this.isResting || this.other) return;
    this.timer = setTimeout(() => this.send(), ms);
  }

  rest() {
    clearTimeout(this.timer);
    this.timer = null;
    this.isResting = true;
  }

  async send(isLeaving = false) {
    clearTimeout(this.timer);
    this.timer = null;
    if (this.isSending) return this.later(WAIT_MS);
    this.isSending = true;
    const sent = [...new FormData(this.form)].filter(([name, value]) => typeof value === "string" && name !== "mine");
    const body = new URLSearchParams(sent);
    const keepalive = isLeaving && body.toString().length < MAX_KEEPALIVE_BYTES;
    const options = { method: "POST", body, keepalive, redirect: "manual", headers: { "HX-Request": "true" } };
    try {
      await this.hear(await fetch(this.form.dataset.autosaveUrl, options), sent);
    } catch {
      this.fails("offline");
    }
    this.isSending = false;
  }

  async hear(response, sent) {
    const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
    const answer = isJson ? await response.json() : {};
    if (response.type === "opaqueredirect") this.fails("signedOut", false);
    else if (response.ok) this.settle(answer, sent);
    else if (response.status === 409) this.meets(answer);
    else if (answer.said) this.say(answer.said, true);
    else this.fails("failed", response.status !== 400 || (await this.findToken()));
  }

  // Whoever has signed in anew in another window has another token, which every page of theirs holds.
  async findToken() {
    const page = await (await fetch(location.href)).text();
    const found = new DOMParser().parseFromString(page, "text/html").querySelector("form.editor [name=csrf_token]");
    const token = this.form.elements.csrf_token;
    const isNew = found && found.value !== token.value;
    if (isNew) token.value = found.value;
    return isNew;
  }

  settle({ edition, stamp, said }, sent) {
    this.form.elements.edition.value = edition;
    for (const [name, value] of sent) {
      const field = this.form.elements[name];
      if (field?.matches?.("textarea, input[type=text]")) field.defaultValue = value;
    }
    goOnFrom(this.form, stamp);
    delete this.form.dataset.unsaved;
    this.say(said, this.isAway);
    this.isAway = false;
  }

  fails(reason, isTriedAgain = true) {
    this.say(this.state?.dataset[reason], !this.isAway);
    this.isAway = true;
    if (isTriedAgain) this.later(RETRY_MS);
  }

  // Nobody wants to hear every few seconds that all is well.
  say(words = "", isNews = false) {
    if (this.state) this.state.textContent = words;
    if (isNews) announce(words);
  }

  get state() {
    return this.form.querySelector("[data-autosave-state]");
  }

  meets(other) {
    const notice = this.form.querySelector("[data-autosave-elsewhere]");
    this.other = other;
    notice.querySelector("[data-autosave-said]").textContent = other.said;
    notice.hidden = false;
    this.say();
  }

  insist() {
    this.form.elements.edition.value = this.other.edition;
    this.form.querySelector("[data-autosave-elsewhere]").hidden = true;
    this.other = null;
    this.send();
  }
}
