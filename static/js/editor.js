// What only the editor needs; see app.js.
import * as autosave from "./behaviours/autosave.js";
import * as toolbar from "./behaviours/toolbar.js";
import * as upload from "./behaviours/upload.js";

for (const behaviour of [upload, toolbar, autosave]) {
  behaviour.listen?.(document);
  behaviour.attach?.(document.body);
}
