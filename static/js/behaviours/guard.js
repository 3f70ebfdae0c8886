// A form is sent once while it is on its way; form data-behaviour="guard" also warns before unsaved words are left.
let isLeaving = false;

const isUnsaved = (form) => form.hasAttribute("data-unsaved") || [...form.querySelectorAll("textarea, input:not([type=hidden])")].some((field) => field.value !== field.defaultValue);

export function listen(page) {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.ariaBusy === "true") return event.preventDefault();
    isLeaving = true;
    form.ariaBusy = "true";
  });
  addEventListener("beforeunload", (event) => {
    const isLost = [...document.querySelectorAll('form[data-behaviour~="guard"]')].some(isUnsaved);
    if (isLost && !isLeaving) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
    for (const form of document.forms) form.ariaBusy = null;
  });
}
