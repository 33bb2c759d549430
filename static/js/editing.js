// A part of a card edited in place: what is chosen is saved at once, and what was typed when the
// field is left. Without this file the form has its own page and its button.

const formOf = (element) => element?.closest?.(".edit-form[data-autosave]");
const penOf = (form) => document.getElementById(`pen-${form.dataset.autosave}`);
const isChanged = (form) => [...form.elements].some((field) =>
  (field.matches("input:not([type=hidden])") && field.value !== field.defaultValue)
  || (field.matches("select") && [...field.options].some((one) => one.selected !== one.defaultSelected)));
const isAsking = (form) => form.querySelector(".likes, [aria-invalid]") !== null;

function close(form, { focus }) {
  const pen = penOf(form);
  form.parentElement.replaceChildren();
  if (focus) pen?.focus({ preventScroll: true });
}

// An option says more than its words: which speaker it is, or that they are words of the text.
function take(option) {
  const form = option.closest("form");
  const said = form?.elements.as;
  if (!said) return;
  said.value = option.dataset.as || "";
  form.querySelector("[name=speaker][type=hidden]")?.remove();
  if (!option.dataset.speaker) return;
  const speaker = document.createElement("input");
  Object.assign(speaker, { type: "hidden", name: "speaker", value: option.dataset.speaker });
  form.append(speaker);
}

document.addEventListener("click", (event) => {
  const option = event.target.closest(".edit-form .options [role=option]");
  if (option) take(option);
  const closing = event.target.closest("[data-close]");
  if (closing && formOf(closing)) {
    event.preventDefault();
    event.stopPropagation();
    close(formOf(closing), { focus: true });
  }
}, true);

// What was typed after an option had been chosen is nobody's yet.
document.addEventListener("input", (event) => {
  const form = event.target.closest(".edit-form");
  if (!form || event.target.name !== "name") return;
  form.elements.as.value = "";
  form.querySelector("[name=speaker][type=hidden]")?.remove();
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".edit-form");
  if (!form || event.isComposing) return;
  const option = form.querySelector(".options:not([hidden]) [aria-selected=true]");
  if (event.key === "Enter" && option) take(option);
  if (event.key === "Escape" && formOf(form) && !form.querySelector(".options:not([hidden])")) {
    event.preventDefault();
    event.stopPropagation();
    close(form, { focus: true });
  }
}, true);

// Words selected in the text can be taken as they stand there.
const SHOWN = 40;
function selectedInText() {
  const selection = getSelection();
  const words = String(selection).replace(/\s+/g, " ").trim();
  return selection.anchorNode?.parentElement?.closest(".text") ? words : "";
}

document.addEventListener("selectionchange", () => {
  const button = document.querySelector(".edit-form [data-take-words]");
  const words = button && selectedInText();
  if (!words) return;
  button.dataset.takeWords = words;
  button.textContent = `Use “${words.length > SHOWN ? `${words.slice(0, SHOWN)}…` : words}”`;
  button.hidden = false;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-take-words]");
  if (!button) return;
  const field = button.form.querySelector("input[name=name], input[name=cue], input[name=via]");
  field.value = button.dataset.takeWords;
  button.form.requestSubmit();
});

// A press on a button leaves the focus where it is: the list of names would close under it, and the
// button would move away from the pointer.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest?.(".edit-form button, .edit-form [data-close]")) event.preventDefault();
});

// The form is left: what was typed is saved, where nothing was it closes. Who selects words of the
// text for it has not left it.
let isPressed = false;
document.addEventListener("pointerdown", () => { isPressed = true; }, true);
for (const ending of ["pointerup", "pointercancel"]) {
  document.addEventListener(ending, () => { isPressed = false; }, true);
}

function leave(form) {
  if (isPressed) { setTimeout(leave, SOON, form); return; }
  if (!form.isConnected || form.contains(document.activeElement) || selectedInText()) return;
  if (form.matches(".htmx-request") || isAsking(form)) return;
  if (isChanged(form)) form.requestSubmit();
  else close(form, { focus: false });
}

// After the click that took the focus away: its own work is done first.
const SOON = 200;
document.addEventListener("focusout", (event) => {
  const form = formOf(event.target);
  if (form && !form.contains(event.relatedTarget) && document.hasFocus()) setTimeout(leave, SOON, form);
});

document.addEventListener("htmx:afterSettle", (event) => {
  const sent = event.detail.requestConfig?.elt;
  if (sent?.matches?.(".pen")) {
    const field = event.detail.target.querySelector("input:not([type=hidden]), [aria-pressed=true], .chip, select");
    field?.focus();
    field?.select?.();
    // The words in the text were brought into sight with the card; here the form is what is wanted.
    field?.form.scrollIntoView({ block: "nearest" });
    return;
  }
  if (!sent?.matches?.(".edit-form[data-autosave]")) return;
  // Who has moved on while the answer came stays there.
  const here = document.activeElement;
  const card = document.getElementById(sent.dataset.autosave.split("-")[0]);
  if (here && here !== document.body && !card?.contains(here)) return;
  const form = card?.querySelector(".edit-form");
  const spot = form ? form.querySelector(".likes button") || form.querySelector("[aria-invalid]") : penOf(sent);
  (spot || card?.querySelector(".conflict"))?.focus({ preventScroll: true });
  (form || card)?.scrollIntoView({ block: "nearest" });
});
