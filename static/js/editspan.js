// `e` grows and shrinks the words of a mark: the arrow keys move its end by a word, with Shift its
// start; by touch or mouse its two handles are drawn along. Enter saves, Esc leaves it as it was.

import { choose } from "./article.js";
import { undock } from "./docking.js";
import { rangeOf, spanOf, steps, wordsAt } from "./offsets.js";
import { say } from "./says.js";
import { bar as markBar, dismiss, paint } from "./selecting.js";
import { wrongIn } from "./marking.js";

const bar = document.getElementById("span-bar");
const wrong = bar?.querySelector(".bar-wrong");
const shown = bar?.querySelector(".span-words");
const handles = {};
let edited = null; // { card, was: [start, end], start, end, starts, ends, words, printed }

const isOn = () => edited !== null;

// Every place where a word begins, or ends, and where the mark began and ended.
function stops(key, fits, was) {
  const places = new Set(steps().filter((step) => step[fits]).map((step) => step[key]));
  places.add(was);
  return [...places].sort((one, other) => one - other);
}

function makeHandle(side) {
  const handle = Object.assign(document.createElement("div"), { className: `span-handle ${side}`, hidden: true });
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    if (handle.hasPointerCapture(event.pointerId)) drag(side, event);
  });
  document.querySelector("main").append(handle);
  return handle;
}

// The code point under a place of the screen; null where no text stands there.
function pointAt(x, y) {
  const spot = document.caretPositionFromPoint?.(x, y);
  const range = document.createRange();
  if (spot) range.setStart(spot.offsetNode, spot.offset);
  else {
    const caret = document.caretRangeFromPoint?.(x, y);
    if (!caret) return null;
    range.setStart(caret.startContainer, caret.startOffset);
  }
  const line = (range.startContainer.nodeType === Node.TEXT_NODE ? range.startContainer.parentElement : range.startContainer).closest("[data-start]");
  if (!line) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(range.startContainer, range.startOffset);
  return Number(line.dataset.start) + [...before.toString()].length;
}

function drag(side, event) {
  // A finger covers what it points at: the words are those above the knob, in the line.
  const shift = handles[side].offsetHeight / 2;
  const point = pointAt(event.clientX, event.clientY - shift);
  if (point === null) return;
  const places = side === "start" ? edited.starts : edited.ends;
  const nearest = places.reduce((best, each) => (Math.abs(each - point) < Math.abs(best - point) ? each : best));
  if (side === "start" ? nearest < edited.end : nearest > edited.start) { edited[side] = nearest; draw(); }
}

function step(side, by) {
  const places = side === "start" ? edited.starts : edited.ends;
  const next = by > 0 ? places.find((each) => each > edited[side]) : places.findLast((each) => each < edited[side]);
  if (next === undefined) return;
  if (side === "start" ? next >= edited.end : next <= edited.start) return;
  edited[side] = next;
  draw();
  handles[side].scrollIntoView({ block: "nearest", behavior: "instant" });
  say(wordsAt(edited.start, edited.end));
}

function draw() {
  const range = rangeOf(edited.start, edited.end);
  paint("edited", range);
  const words = wordsAt(edited.start, edited.end);
  shown.textContent = words;
  if (edited.printed) edited.printed.textContent = edited.frame.replace("\u0000", () => words);
  const rects = range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
  for (const side of ["start", "end"]) {
    const handle = handles[side];
    handle.hidden = !rects.length;
    if (!rects.length) continue;
    const rect = side === "start" ? rects[0] : rects.at(-1);
    const node = side === "start" ? range.startContainer : range.endContainer;
    const isLeft = (getComputedStyle(node.parentElement).direction === "rtl") !== (side === "start");
    handle.style.setProperty("--handle-left", `${(isLeft ? rect.left : rect.right) + scrollX}px`);
    handle.style.setProperty("--handle-top", `${rect.top + scrollY}px`);
    handle.style.setProperty("--handle-line", `${rect.height}px`);
  }
}

// The words in the card show what would be saved; its signs around them stay.
function begin(card) {
  if (isOn()) leave();
  const [start, end] = card.dataset.span.split("-").map(Number);
  const printed = card.querySelector(".words a, .words");
  const text = printed?.textContent || "";
  const words = wordsAt(start, end);
  dismiss();
  undock();
  choose(card.id, { from: "card" });
  edited = { card, start, end, was: [start, end], printed, text, starts: stops("start", "opens", start), ends: stops("end", "closes", end) };
  edited.frame = words && text.includes(words) ? text.replace(words, () => "\u0000") : "\u0000";
  document.documentElement.classList.add("editing-span");
  wrong.replaceChildren();
  bar.hidden = false;
  handles.start ??= makeHandle("start");
  handles.end ??= makeHandle("end");
  draw();
  bar.focus({ preventScroll: true });
}

function end() {
  paint("edited", null);
  bar.hidden = true;
  Object.values(handles).forEach((handle) => { handle.hidden = true; });
  document.documentElement.classList.remove("editing-span");
  edited = null;
}

function leave() {
  const { card, printed, text } = edited;
  if (printed) printed.textContent = text;
  end();
  choose(card.id, { from: "answer" });
}

function save() {
  const { card, start, end: last, was } = edited;
  if (start === was[0] && last === was[1]) { leave(); return; }
  wrong.replaceChildren();
  const { version, revision, move } = card.dataset;
  const values = {
    start, end: last, words: wordsAt(start, last), version, revision,
    csrfmiddlewaretoken: markBar.elements.csrfmiddlewaretoken.value,
  };
  if (markBar.elements.reported) values.reported = "1";
  window.htmx.ajax("POST", move, { source: card, target: card, swap: "outerHTML", values });
}

function refuse(words) {
  wrong.replaceChildren(Object.assign(document.createElement("p"), { className: "wrong-line", textContent: words }));
  say(words);
}

function onKey(event) {
  if (!isOn() || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const isMove = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const isButton = bar.contains(event.target) && event.target.matches("button");
  if (event.target.matches("input, textarea, select")) return;
  if (isMove) {
    const range = rangeOf(edited.start, edited.end);
    const isRtl = range && getComputedStyle(range.startContainer.parentElement).direction === "rtl";
    step(event.shiftKey ? "start" : "end", (event.key === "ArrowRight") !== Boolean(isRtl) ? 1 : -1);
  } else if (event.key === "Escape") leave();
  else if (event.key === "Enter" && !isButton) save();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

if (bar && markBar) {
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".edit-span > summary, [data-edit-span]");
    const card = button?.closest(".card[data-span][data-move]");
    if (!card) return;
    event.preventDefault();
    begin(card);
  });
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !isOn()) return;
    if (button.dataset.move) step(button.dataset.move, Number(button.dataset.step));
    else if ("leave" in button.dataset) leave();
  });
  bar.addEventListener("submit", (event) => { event.preventDefault(); if (isOn()) save(); });
  addEventListener("resize", () => { if (isOn()) draw(); });
  // What cannot be saved is said where it is edited; what somebody else changed is in the card.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, requestConfig } = event.detail;
    if (!isOn() || requestConfig?.elt !== edited.card || !requestConfig.path?.endsWith("/move")) return;
    if (xhr.status < 400 || xhr.status === 409) { end(); return; }
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    event.stopImmediatePropagation();
    refuse(xhr.status === 422 ? wrongIn(xhr) : `Not saved: the server answered ${xhr.status}. Try again.`);
  }, true);
  document.addEventListener("htmx:sendError", (event) => {
    if (isOn() && event.detail.requestConfig?.elt === edited.card) refuse("Not saved: no answer from the server. Try again.");
  });
}
