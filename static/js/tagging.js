// The tag field as a combobox (ARIA's list autocomplete with manual selection): options come from
// the server as they are typed; arrows, Enter and Escape work, and a click. Without this file the
// field has a datalist and a button. Answers that say what is wrong (409, 422) are shown too.

const KEEP_UNDO = 30_000;
let away = 0;
let isTyped = true;
let dismissed = null;
let kept = null;

const listOf = (input) => document.getElementById(input.dataset.combobox);
const optionsOf = (input) => [...listOf(input).querySelectorAll("[role=option]")];

function enhance(input) {
  if (input.getAttribute("role") === "combobox") return;
  input.removeAttribute("list");
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", input.dataset.combobox);
  input.setAttribute("aria-expanded", "false");
  input.form.classList.add("with-combobox");
}

function open(input) {
  const list = listOf(input);
  list.hidden = !optionsOf(input).length;
  optionsOf(input).forEach((option, at) => { option.id = `${list.id}-${at}`; });
  input.setAttribute("aria-expanded", String(!list.hidden));
  // An answer that comes late takes nobody away from the option they are at.
  point(input, optionsOf(input).findIndex((option) => option.dataset.name === kept));
  kept = null;
}

function close(input) {
  listOf(input).hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function pointed(input) {
  return optionsOf(input).findIndex((option) => option.getAttribute("aria-selected") === "true");
}

function point(input, at) {
  const options = optionsOf(input);
  options.forEach((option, each) => option.setAttribute("aria-selected", String(each === at)));
  if (at < 0) { input.removeAttribute("aria-activedescendant"); return; }
  input.setAttribute("aria-activedescendant", options[at].id);
  options[at].scrollIntoView({ block: "nearest" });
}

function apply(input, option) {
  input.value = option.dataset.name;
  close(input);
  input.form.requestSubmit();
}

document.addEventListener("focusin", (event) => {
  const input = event.target.closest?.("[data-combobox]");
  if (input) { enhance(input); dismissed = null; input.dispatchEvent(new CustomEvent("suggest")); }
});

document.addEventListener("input", (event) => {
  dismissed = null;
  const input = event.target.closest?.("[data-combobox][role=combobox]");
  if (input) point(input, -1); // who types on means what is typed
});

document.addEventListener("focusout", (event) => {
  const input = event.target.closest?.("[data-combobox]");
  if (input) close(input);
});

// A press on an option must not take the focus from the field before the click arrives.
document.addEventListener("pointerdown", (event) => {
  if (event.target.closest(".options")) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const option = event.target.closest(".options [role=option]");
  if (!option) return;
  const input = document.querySelector(`[data-combobox="${CSS.escape(option.parentElement.id)}"]`);
  apply(input, option);
});

document.addEventListener("keydown", (event) => {
  const input = event.target.closest?.("[data-combobox][role=combobox]");
  if (!input || event.isComposing) return;
  const options = optionsOf(input), isOpen = !listOf(input).hidden, at = pointed(input);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!isOpen) { open(input); if (listOf(input).hidden) return; }
    const step = event.key === "ArrowDown" ? 1 : -1;
    const from = at < 0 && step < 0 ? 0 : at;
    point(input, (from + step + options.length) % options.length);
  } else if (event.key === "Enter" && isOpen && at >= 0) {
    event.preventDefault();
    apply(input, options[at]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    // An answer that is still on its way must not open again what the reader closed.
    dismissed = input;
    if (isOpen) close(input);
    else if (input.value) input.value = "";
    else if (input.closest(".card")) { input.closest(".card").tabIndex = -1; input.closest(".card").focus(); }
  }
});

document.addEventListener("htmx:afterSwap", (event) => {
  const list = event.detail.target;
  if (list?.matches?.(".options")) {
    const input = document.querySelector(`[data-combobox="${CSS.escape(list.id)}"]`);
    if (input && document.activeElement === input && dismissed !== input) open(input);
  }
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const list = event.detail.target;
  if (list?.matches?.(".options")) kept = list.querySelector("[aria-selected=true]")?.dataset.name ?? null;
  if ([409, 422].includes(event.detail.xhr.status)) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

// A tag put on with a key or its button leaves the reader on the card, ready for the next key.
document.addEventListener("submit", (event) => { isTyped = !event.submitter?.closest(".quick"); }, true);

// After typing a tag the field is ready for the next tag; the bar stays for half a minute.
document.addEventListener("htmx:afterSettle", (event) => {
  const sent = event.detail.requestConfig?.elt;
  if (!isTyped || !sent?.matches?.(".tag-form")) return;
  document.getElementById(event.detail.requestConfig.target.id)?.querySelector("[data-combobox]")?.focus();
});

// Who is at the bar's button, by pointer or keyboard, keeps it.
function clearUndo() {
  const bar = document.getElementById("undo");
  if (bar?.matches(":hover, :focus-within")) away = setTimeout(clearUndo, 5_000);
  else bar?.replaceChildren();
}

document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id !== "undo") return;
  clearTimeout(away);
  away = setTimeout(clearUndo, KEEP_UNDO);
});

document.querySelectorAll("[data-combobox]").forEach(enhance);
document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelectorAll?.("[data-combobox]").forEach(enhance);
});
