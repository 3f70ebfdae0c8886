// textarea data-behaviour="upload" data-upload-url="/media": pictures and clips dropped or pasted are stored, their Markdown inserted.
// input type="file" data-upload-into="#body": the same for one that is picked. Large ones and clips are made by a job; how far
// it is stands above the text (data-making, with {} for the percent), and why it failed.
import { announce, calm, complain } from "../fragments.js";

const LOOK_AGAIN_MS = 400;
const area = (event) => event.target.closest?.('textarea[data-behaviour~="upload"]');
// Some systems do not know the type of a HEIC or a MOV.
const pictures = (files) => [...files].filter((file) => /^(image|video)\//.test(file.type) || /\.(hei[cf]|mov)$/i.test(file.name));
const MAX_BYTES = 100 * 1024 * 1024;

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
  if (file.size > MAX_BYTES) return tell(text, text.dataset.tooLarge);
  const body = new FormData();
  body.append("file", file);
  body.append("csrf_token", text.form.elements.csrf_token.value);
  text.ariaBusy = "true";
  try {
    const made = await json(text.dataset.uploadUrl, { method: "POST", body, headers: { Prefer: "respond-async" } });
    insert(text, made.markdown ?? (await done(made.job, text)).markdown);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  } catch ({ message, cause }) {
    tell(text, cause ? message : "");
  } finally {
    text.ariaBusy = null;
  }
}

function tell(text, reason) {
  complain(text, "upload");
  if (reason) text.previousElementSibling.textContent = reason;
}

async function json(url, options) {
  const response = await fetch(url, { ...options, headers: { Accept: "application/json", ...options?.headers } });
  // What is turned away at the door is turned away with a page.
  const said = await response.json().catch(() => null);
  if (!response.ok || !said) throw new Error(said?.error, { cause: said });
  return said;
}

// Asks until the job is over, and shows how far it is.
async function done(url, text) {
  const progress = Object.assign(document.createElement("p"), { className: "notice", role: "status" });
  text.before(progress);
  try {
    for (;;) {
      const job = await json(url);
      if (job.state === "done") return job.result;
      if (job.state === "failed") throw new Error(job.problem, { cause: job });
      progress.textContent = text.dataset.making.replace("{}", job.percent ?? 0);
      await new Promise((resume) => setTimeout(resume, LOOK_AGAIN_MS));
    }
  } finally {
    progress.remove();
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
