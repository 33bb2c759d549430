// The tag that was put on last stays armed: Enter puts it on the next words that are selected, or
// from a tag field that is left empty. Esc disarms it; so does closing the tab.

import { say } from "./says.js";

const STORED = "newsroom-armed-tag";
const FIELDS = ".tag-form [data-combobox], #bar-tag-name";
const chip = document.querySelector("#mark-bar [data-armed]");
const sign = document.createElement("p");

export const armed = () => {
  try { return sessionStorage.getItem(STORED) || ""; } catch { return ""; }
};

export function arm(name) {
  try { sessionStorage.setItem(STORED, name); } catch { /* a browser that keeps nothing */ }
  show();
}

export function disarm() {
  say(`Disarmed: ${armed()}`);
  arm("");
}

function show() {
  for (const [element, words] of [[chip, chip?.querySelector("bdi")], [sign, sign.querySelector("bdi")]]) {
    if (!words) continue;
    element.hidden = !armed();
    words.textContent = armed();
  }
}

const make = (name, fields, ...inside) => {
  const element = Object.assign(document.createElement(name), fields);
  element.append(...inside);
  return element;
};

function makeSign() {
  const off = make("button", { type: "button", className: "link" }, "disarm ", make("kbd", {}, "Esc"));
  off.addEventListener("click", disarm);
  const hint = make("span", { className: "keys-hint" }, " · ", make("kbd", {}, "Enter"), " puts it on selected words");
  sign.className = "armed-line";
  sign.append("armed: ", document.createElement("bdi"), hint, " · ", off);
  document.querySelector(".card-tabs")?.after(sign);
}

if (chip) {
  makeSign();
  show();
  // A tag put on a card is armed, too.
  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, requestConfig } = event.detail;
    if (!successful || !requestConfig.elt.matches(".tag-form")) return;
    // The field, which may be empty, and the button that was pressed.
    const name = requestConfig.formData.getAll("name").findLast(Boolean);
    if (name) arm(name);
  });
  document.addEventListener("focusin", (event) => {
    const field = event.target.closest?.(FIELDS);
    if (field) field.placeholder = armed() ? `+ tag · Enter: ${armed()}` : "+ tag";
  });
  document.addEventListener("keydown", (event) => {
    const field = event.key === "Enter" && !event.isComposing && event.target.closest?.(FIELDS);
    if (!field || field.value.trim() || field.hasAttribute("aria-activedescendant") || !armed()) return;
    field.value = armed();
  }, true);
}
