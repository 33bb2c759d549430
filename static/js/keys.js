// The keys of the whole product, in one table. A page takes part by its HTML alone:
//   data-item          what j and k move among       data-open   the link that o and Enter open
//   data-difference    what J and K move among       data-key    an element that a key clicks
//   data-front         what lies over the page while it is shown: its keys come first
// (then those inside the current item, then those anywhere on the page). Keys never fire in
// inputs, and a reader can switch them off; the browser remembers that in localStorage.

export const KEYS = [
  ["j", "next item"], ["k", "previous item"],
  ["J", "next difference"], ["K", "previous difference"],
  ["o", "open"], ["Enter", "open; put the armed tag on the selection"], ["v", "original document"], ["/", "search"],
  ["g s", "go to stories"], ["g a", "go to articles"], ["g q", "go to quotes"], ["g r", "go to review"],
  ["q", "quote the selection"], ["l", "claim of the selection"], ["n", "note on the selection"], ["t", "tag the selection or the current quote"],
  ["1–9", "apply tag; link the post of that number"],
  ["← →", "select a word of the text"], ["Shift ← →", "select more words, or fewer; Shift ↑ ↓: a line"],
  ["c", "confirm; a post stood here"], ["x", "reject; ordinary text; gone; cancel a job"], ["u", "unsure"],
  ["e", "edit span"], ["b", "make base"], ["z", "undo"],
  ["a b m", "adjudicate: first, second, merge"],
  ["Esc", "close, unselect, disarm"], ["?", "these keys"],
];

const STORED = "newsroom-keys";
const WAIT_FOR_SECOND = 1200;
let first = "";
let firstAt = 0;

export const isOff = () => {
  try { return localStorage.getItem(STORED) === "off"; } catch { return false; }
};

function setOff(off) {
  try { localStorage.setItem(STORED, off ? "off" : "on"); } catch { /* a browser that keeps nothing */ }
  document.documentElement.classList.toggle("keys-off", off);
}

const isTyping = (element) =>
  element.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]") !== null;

// What lies in a closed fold has a place in the page, too, but nobody sees it.
const isSeen = (element) => element.getClientRects().length > 0 && (element.checkVisibility?.() ?? true);

function current() {
  return document.querySelector("[data-item].current") || document.activeElement?.closest("[data-item]");
}

// Move among the elements of a kind; from where the reader is, or from the top of what is in sight.
function move(selector, step) {
  const all = [...document.querySelectorAll(selector)].filter(isSeen);
  if (!all.length) return false;
  const here = current();
  let at = all.indexOf(here);
  if (at < 0 && here) {
    const after = all.findIndex((e) => here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
    at = step > 0 ? (after < 0 ? all.length - 1 : after - 1) : (after < 0 ? all.length : after);
  } else if (at < 0) {
    const inSight = all.findIndex((e) => e.getBoundingClientRect().bottom > 60);
    at = step > 0 ? inSight - 1 : Math.max(inSight, 0) + 1;
  }
  take(all[Math.max(0, Math.min(all.length - 1, at + step))]);
  return true;
}

export function take(element) {
  document.querySelectorAll("[data-item].current").forEach((e) => e.classList.remove("current"));
  element.classList.add("current");
  const target = element.querySelector("[data-open]") || element;
  if (target === element && !element.hasAttribute("tabindex")) element.tabIndex = -1;
  target.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}

// What was just done is taken back before what was done to the current item earlier; unless the
// bar speaks of another item.
function justDone() {
  const form = document.querySelector("#undo form"), here = current();
  const target = form && document.querySelector(form.getAttribute("hx-target") || "#undo");
  return form && (!here || target === here || !target?.matches("[data-item]")) ? form : null;
}

function click(key) {
  const front = document.querySelector("[data-front]:not([hidden])") || (key === "z" ? justDone() : null);
  const spots = [front, current(), document].filter(Boolean);
  for (const spot of spots) {
    const found = [...spot.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)]
      .find((e) => isSeen(e) && (spot !== document || !e.closest("[data-item]")));
    if (!found) continue;
    if (found.matches("input:not([type=checkbox], [type=radio]), textarea")) { found.focus(); found.select(); }
    else {
      // A key can come before htmx has taken up what it just swapped in: the whole page would follow.
      window.htmx?.process(found.closest("form") || found);
      found.click();
    }
    return true;
  }
  return false;
}

function act(key) {
  if (key === "j") return move("[data-item]", 1);
  if (key === "k") return move("[data-item]", -1);
  if (key === "J") return move("[data-difference]", 1);
  if (key === "K") return move("[data-difference]", -1);
  if (key === "?") return showHelp();
  if (key === "o") {
    const open = current()?.querySelector("[data-open]");
    if (open) { open.click(); return true; }
    return false;
  }
  return click(key);
}

function close() {
  const open = document.querySelector("details.person[open], details.pick[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
    return true;
  }
  const here = document.querySelector("[data-item].current");
  here?.classList.remove("current");
  return click("Esc") || Boolean(here);
}

function onKey(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") { if (close()) event.preventDefault(); return; }
  if (isOff()) return;
  if (isTyping(event.target) || event.key === "Enter") return;
  let key = event.key;
  if (first && event.timeStamp - firstAt < WAIT_FOR_SECOND) key = `${first} ${key}`;
  else if (key === "g") { first = "g"; firstAt = event.timeStamp; return; }
  first = "";
  if (act(key)) event.preventDefault();
}

const works = (key) => {
  if (["j", "k", "o", "Enter"].includes(key)) return document.querySelector("[data-item]") !== null;
  if (["J", "K"].includes(key)) return document.querySelector("[data-difference]") !== null;
  if (["?", "Esc"].includes(key)) return true;
  if (key.includes("←")) return document.getElementById("mark-bar") !== null;
  if (key === "1–9") return document.querySelector('[data-key="1"]') !== null;
  if (key === "a b m") return document.querySelector('[data-key="m"]') !== null;
  return document.querySelector(`[data-key="${CSS.escape(key)}"]`) !== null;
};

function make(name, text = "", attributes = {}) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  return element;
}

function tableOf(keys, kind = "") {
  const table = make("table", "", { class: kind });
  for (const [key, does] of keys) {
    const row = make("tr");
    const head = make("th", "", { scope: "row" });
    key.split(" ").forEach((part) => head.append(make("kbd", part), " "));
    row.append(head, make("td", does));
    table.append(row);
  }
  return table;
}

function showHelp() {
  document.querySelector("dialog.keys")?.remove();
  const dialog = make("dialog", "", { class: "keys", "aria-labelledby": "keys-title" });
  // What works here first: nobody should read past keys that do nothing on this page.
  const here = KEYS.filter(([key]) => works(key));
  const elsewhere = KEYS.filter(([key]) => !works(key));
  const off = make("input", "", { type: "checkbox", id: "keys-off" });
  off.checked = isOff();
  off.addEventListener("change", () => setOff(off.checked));
  const label = make("label", "", { class: "check", for: "keys-off" });
  label.append(off, " Switch single keys off in this browser");
  const done = make("button", "Close", { class: "button", type: "button" });
  done.append(make("kbd", "Esc"));
  done.addEventListener("click", () => dialog.close());
  const end = make("div", "", { class: "row" });
  end.append(label, done);
  dialog.append(make("h2", "Keys", { id: "keys-title", tabindex: "-1", autofocus: "" }), tableOf(here));
  if (elsewhere.length) {
    dialog.append(make("h3", "Not on this page"), tableOf(elsewhere, "elsewhere"));
  }
  dialog.append(end);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return true;
}

document.documentElement.classList.toggle("keys-off", isOff());
document.querySelectorAll("[data-with-keys]").forEach((element) => { element.hidden = false; });
document.addEventListener("keydown", onKey);
document.addEventListener("click", (event) => {
  if (event.target.closest?.('[data-key="?"]')) showHelp();
  document.querySelectorAll("details.person[open], details.pick[open]").forEach((open) => {
    if (!open.contains(event.target)) open.open = false;
  });
});
