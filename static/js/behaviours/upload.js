// textarea data-behaviour="upload" data-upload-url="/media": pictures dropped or pasted are stored, their Markdown inserted.
// input type="file" data-upload-into="#body": the same for a picture that is picked.
import { announcer, complain, parse } from "../fragments.js";

const pictures = (files) => [...(files ?? [])].filter((file) => file.type.startsWith("image/"));

export function listen(page) {
  const area = (event) => event.target.closest?.('textarea[data-behaviour~="upload"]');
  page.addEventListener("dragover", (event) => {
    area(event)?.classList.add("upload--over");
    if (area(event)) event.preventDefault();
  });
  page.addEventListener("dragleave", (event) => area(event)?.classList.remove("upload--over"));
  for (const [kind, source] of [["drop", "dataTransfer"], ["paste", "clipboardData"]]) {
    page.addEventListener(kind, (event) => {
      area(event)?.classList.remove("upload--over");
      const files = area(event) ? pictures(event[source].files) : [];
      if (files.length) event.preventDefault();
      for (const file of files) send(file, area(event));
    });
  }
  page.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-upload-into]")) return;
    for (const file of pictures(target.files)) send(file, document.querySelector(target.dataset.uploadInto));
    target.value = "";
  });
}

async function send(file, area) {
  const body = new FormData();
  body.append("file", file);
  body.append("csrf_token", area.form.elements.csrf_token.value);
  area.ariaBusy = "true";
  try {
    const response = await fetch(area.dataset.uploadUrl, { method: "POST", body });
    if (!response.ok) return complain(area, announcer().dataset.failed, parse(await response.text()));
    area.setRangeText(`\n${(await response.json()).markdown}\n`, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  } catch {
    complain(area, announcer().dataset.offline);
  } finally {
    area.ariaBusy = null;
  }
}
