// details data-behaviour="menu": closes on Escape, on a click elsewhere, and when the focus leaves.
const opened = () => document.querySelectorAll('details[data-behaviour~="menu"][open]');

export function listen(page) {
  page.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    for (const menu of opened()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  for (const kind of ["click", "focusin"]) {
    page.addEventListener(kind, ({ target }) => {
      for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
    });
  }
}
