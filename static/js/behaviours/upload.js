// textarea data-behaviour="upload" data-upload-url="/media": pictures dropped or pasted are stored, their Markdown inserted.
// input type="file" data-upload-into="#body": the same for a picture that is picked.
import { announce, calm, complain } from "../fragments.js";

const area = (event) => event.target.closest?.('textarea[data-behaviour~="upload"]');
const pictures = (files) => [...files].filter((file) => file.type.startsWith("image/"));

export function listen(page) {
  for (const kind of ["dragover", "dragleave", "drop", "paste"]) {
    page.addEventListener(kind, (event) => {
      area(event)?.classList.toggle("upload--over", kind === "dragover");
      const files = area(event) ? pictures((event.dataTransfer ?? event.clipboardData).files) : [];
      if (files.length || (area(event) && kind === "dragover")) event.preventDefault();
      for (const file of files) send(file, area(event));
    });
  }
  page.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-upload-into]")) return;
    for (const file of pictures(target.files)) send(file, document.querySelector(target.dataset.uploadInto));
    target.value = "";
  });
}

async function send(file, text) {
  const body = new FormData();
  body.append("file", file);
  body.append("csrf_token", text.form.elements.csrf_token.value);
  text.ariaBusy = "true";
  try {
    const response = await fetch(text.dataset.uploadUrl, { method: "POST", body });
    const { markdown, error } = await response.json();
    if (!markdown) throw new Error(error);
    insert(text, markdown);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    complain(text, "upload");
  } finally {
    text.ariaBusy = null;
  }
}

// One goes on typing between the brackets: what the picture shows.
function insert(text, markdown) {
  const start = text.selectionStart + "\n![".length;
  text.setRangeText(`\n${markdown}\n`, text.selectionStart, text.selectionEnd, "end");
  text.focus();
  text.setSelectionRange(start, start);
  announce(text.dataset.alt);
  calm(text);
  const hint = Object.assign(document.createElement("p"), { className: "notice", textContent: text.dataset.alt });
  hint.dataset.complaint = "";
  text.before(hint);
}
