// [data-behaviour="toolbar"] data-for="#body": buttons that write Markdown at the cursor, as data-mark says, and their keys.
// Loaded only where there is an editor. The browser's own undo takes each step back.
const WRAPS = { bold: "**", emphasis: "*", strike: "~~", code: "`" };
const LINES = { heading: "## ", quote: "> ", list: "- ", numbers: "1. " };
const KEYS = { b: "bold", i: "emphasis", k: "link", e: "code" };
const LIST = /^(\s*)(?:([-*+])|(\d{1,9})([.)]))( +|$)(.*)$/;

export function attach(root) {
  for (const bar of root.querySelectorAll?.('[data-behaviour~="toolbar"]') ?? []) start(bar);
}

function start(bar) {
  const area = document.querySelector(bar.dataset.for);
  const buttons = [...bar.querySelectorAll("[data-mark]")];
  buttons.forEach((button, index) => (button.tabIndex = index ? -1 : 0));
  bar.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-mark]");
    if (button) write(area, button.dataset);
  });
  bar.addEventListener("keydown", (event) => move(event, buttons));
  area.addEventListener("keydown", (event) => {
    const mark = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && KEYS[event.key.toLowerCase()];
    const button = mark && buttons.find((one) => one.dataset.mark === mark);
    if (button) event.preventDefault(), write(area, button.dataset);
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) goOn(event, area);
  });
  area.addEventListener("paste", (event) => linkWords(event, area));
}

// One stop for the Tab key; arrows go from button to button, as in every toolbar (ARIA APG).
function move(event, buttons) {
  const step = { ArrowRight: 1, ArrowLeft: -1, Home: -buttons.length, End: buttons.length }[event.key];
  const here = buttons.indexOf(event.target);
  if (!step || here < 0) return;
  const next = Math.abs(step) > 1 ? (step < 0 ? 0 : buttons.length - 1) : (here + step + buttons.length) % buttons.length;
  event.preventDefault();
  buttons.forEach((button) => (button.tabIndex = -1));
  buttons[next].tabIndex = 0;
  buttons[next].focus();
}

function write(area, { mark, said, text }) {
  if (WRAPS[mark]) wrap(area, WRAPS[mark], said);
  else if (LINES[mark]) begin(area, LINES[mark]);
  else if (mark === "link") link(area, said);
  else if (mark === "footnote") note(area, said);
  else block(area, text);
}

// execCommand is the only way to write into a textarea that the browser's undo knows of.
function put(area, text, start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
    area.setRangeText(text, start, end, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function wrap(area, sign, words) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const chosen = value.slice(start, end);
  const around = value.slice(start - sign.length, start) === sign && value.slice(end, end + sign.length) === sign;
  if (around) {
    put(area, chosen, start - sign.length, end + sign.length);
    area.setSelectionRange(start - sign.length, end - sign.length);
    return;
  }
  const said = chosen.trim() ? chosen : words;
  put(area, sign + said + sign, start, end);
  area.setSelectionRange(start + sign.length, start + sign.length + said.length);
}

function begin(area, sign) {
  const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const after = area.value.indexOf("\n", area.selectionEnd);
  const end = after < 0 ? area.value.length : after;
  const lines = area.value.slice(start, end).split("\n");
  const marked = lines.every((line) => line.startsWith(sign) || (sign === "1. " && /^\d+\. /.test(line)));
  const plain = (line) => line.replace(/^(#{1,6} |> |[-*+] |\d+\. )/, "");
  const text = lines.map((line, n) => (marked ? plain(line) : (sign === "1. " ? `${n + 1}. ` : sign) + plain(line))).join("\n");
  put(area, text, start, end);
  area.setSelectionRange(lines.length > 1 ? start : start + text.length, start + text.length);
}

function link(area, words) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const said = value.slice(start, end) || words;
  put(area, `[${said}](https://)`, start, end);
  const address = start + said.length + 3;
  area.setSelectionRange(address, address + "https://".length);
}

function note(area, words) {
  const number = Math.max(0, ...[...area.value.matchAll(/\[\^(\d{1,4})\]/g)].map((found) => Number(found[1]))) + 1;
  put(area, `[^${number}]`, area.selectionEnd, area.selectionEnd);
  const end = area.value.length;
  put(area, `${area.value.endsWith("\n") ? "" : "\n"}\n[^${number}]: ${words}`, end, end);
  area.setSelectionRange(area.value.length - words.length, area.value.length);
}

// A block of its own: a table, a rule, ruby; empty lines around it where it needs them.
function block(area, text) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  const inline = !text.includes("\n") && !text.startsWith("---");
  const before = inline || !start || value.slice(0, start).endsWith("\n\n") ? "" : value[start - 1] === "\n" ? "\n" : "\n\n";
  put(area, before + text + (inline ? "" : "\n\n"), start, end);
}

// Enter goes on with a list; on an empty entry it ends it.
function goOn(event, area) {
  const { selectionStart: here, selectionEnd: end, value } = area;
  const start = value.lastIndexOf("\n", here - 1) + 1;
  const entry = here === end && LIST.exec(value.slice(start, here));
  if (!entry) return;
  const [, indent, bullet, number, dot, , words] = entry;
  event.preventDefault();
  if (!words.trim()) put(area, "\n", start, here);
  else put(area, `\n${indent}${bullet ?? Number(number) + 1 + dot} `, here, here);
}

// An address that is pasted over words becomes their link.
function linkWords(event, area) {
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  const { selectionStart: start, selectionEnd: end, value } = area;
  if (start === end || !/^https?:\/\/\S+$/.test(address) || /^https?:\/\/\S+$/.test(value.slice(start, end))) return;
  event.preventDefault();
  put(area, `[${value.slice(start, end)}](${address})`, start, end);
}
