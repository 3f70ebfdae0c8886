// Every form is sent once while it is on its way; form data-behaviour="guard" also warns before unsaved words are left.
let isLeaving = false;

const isUnsaved = (form) => [...form.elements].some((field) => "defaultValue" in field && field.type !== "hidden" && field.value !== field.defaultValue);

export function listen(page) {
  page.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.ariaBusy === "true") return event.preventDefault();
    isLeaving = true;
    event.target.ariaBusy = "true";
  });
  addEventListener("beforeunload", (event) => {
    const forms = [...document.querySelectorAll('form[data-behaviour~="guard"]')];
    if (!isLeaving && forms.some(isUnsaved)) event.preventDefault();
  });
  addEventListener("pageshow", () => {
    isLeaving = false;
    for (const form of document.forms) form.ariaBusy = null;
  });
}
