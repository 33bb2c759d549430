// Words selected in an article's text open a small bar beside them: never over them, and at the
// bottom of a narrow screen. What the bar does is in marking.js.

import { lines, rangeOf, spanOf, wholeWords } from "./offsets.js";

const NARROW = matchMedia("(max-width: 700px)");
const SETTLED = 80;
const SETTLED_BY_TOUCH = 250;
const GAP = 8;

export const bar = document.getElementById("mark-bar");
let picked = null;
let isBackward = false;
let isPressed = false;
let wait = 0;
const watchers = [];

export const selected = () => picked;
export const whenSelected = (call) => watchers.push(call);

const highlights = globalThis.CSS?.highlights;

// Words keep their colour while the focus is in a field of the bar.
export function paint(name, range) {
  if (!highlights) return;
  if (range) highlights.set(name, new Highlight(range));
  else highlights.delete(name);
}

const passageOf = (span) => lines().find((line) => line.start <= span.start && span.start < line.end)?.element;

// Where the reader is in the text: Tab goes on from there, and Esc comes back to it.
export function focusText() {
  const passage = picked && passageOf(picked);
  if (passage) focusLine(passage);
}

export function focusLine(passage) {
  if (!passage.hasAttribute("tabindex")) passage.tabIndex = -1;
  passage.focus({ preventScroll: true });
}

// At the bottom of the screen; the words' last line stays in sight above it.
function dock(rects) {
  bar.classList.add("docked");
  const covered = (rects.at(-1)?.bottom ?? 0) - (innerHeight - bar.offsetHeight - GAP);
  if (covered > 0 && rects[0].top - covered > 0) scrollBy({ top: covered });
}

// Below the last line where the selection ended there, above the first where it began there, and
// at the bottom of the screen where it is taller than the screen.
function place() {
  if (!picked || bar.hidden) return;
  const range = rangeOf(picked.start, picked.end);
  const rects = range ? [...range.getClientRects()].filter((rect) => rect.width > 0) : [];
  const size = bar.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  bar.classList.remove("docked");
  if (NARROW.matches || !rects.length) { dock(rects); return; }
  const first = rects[0], last = rects.at(-1);
  const top = Math.min(...rects.map((rect) => rect.top)), bottom = Math.max(...rects.map((rect) => rect.bottom));
  const fitsAbove = top - GAP - size.height > 0, fitsBelow = bottom + GAP + size.height < innerHeight;
  if (!fitsAbove && !fitsBelow && bottom > innerHeight && top < size.height) { dock([]); return; }
  const isAbove = isBackward ? fitsAbove || !fitsBelow : fitsAbove && !fitsBelow;
  const edge = isAbove ? first.left : last.right - size.width / 2;
  const column = document.querySelector(".text").getBoundingClientRect();
  const left = Math.max(GAP, column.left - GAP, Math.min(edge, column.right - size.width, width - size.width - GAP));
  bar.style.setProperty("--bar-left", `${left + scrollX}px`);
  bar.style.setProperty("--bar-top", `${(isAbove ? top - GAP - size.height : bottom + GAP) + scrollY}px`);
}

function show(span, backward) {
  picked = span;
  isBackward = backward;
  bar.elements.start.value = span.start;
  bar.elements.end.value = span.end;
  bar.elements.words.value = span.words;
  paint("picked", rangeOf(span.start, span.end));
  bar.hidden = false;
  document.documentElement.classList.add("with-mark-bar", "with-picked");
  watchers.forEach((call) => call(picked));
  place();
}

export function dismiss({ keepSelection = false } = {}) {
  if (!picked) return;
  const hadFocus = bar.contains(document.activeElement);
  if (hadFocus) focusText();
  picked = null;
  bar.hidden = true;
  document.documentElement.classList.remove("with-mark-bar", "with-picked");
  paint("picked", null);
  if (!keepSelection) getSelection().removeAllRanges();
  watchers.forEach((call) => call(null));
}

export const follow = place;

const isElsewhere = () => Boolean(document.activeElement?.closest("input, textarea, select, #mark-bar, dialog"));

// Take what is selected as it is now; a range made by keys is taken at once.
export function read() {
  clearTimeout(wait);
  if (isPressed || document.documentElement.classList.contains("editing-span") || isElsewhere()) return;
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const held = range && spanOf(range);
  const span = held && wholeWords(held);
  if (!span) { dismiss({ keepSelection: true }); return; }
  const isSame = picked && picked.start === span.start && picked.end === span.end;
  const backward = selection.anchorNode !== range.startContainer || selection.anchorOffset !== range.startOffset;
  if (isSame) document.documentElement.classList.add("with-picked");
  else show(span, backward);
}

if (bar) {
  let byTouch = false;
  addEventListener("pointerdown", (event) => {
    byTouch = event.pointerType === "touch";
    if (event.target.closest?.("#mark-bar")) {
      // The words stay selected while a button of the bar is pressed.
      if (!event.target.closest("input, textarea")) event.preventDefault();
      return;
    }
    isPressed = !byTouch && event.button === 0;
  }, true);
  for (const name of ["pointerup", "pointercancel", "dragend"]) {
    addEventListener(name, () => { isPressed = false; wait = setTimeout(read, 0); }, true);
  }
  bar.addEventListener("mousedown", (event) => {
    if (!event.target.closest("input, textarea")) event.preventDefault();
  });
  document.addEventListener("selectionchange", () => {
    clearTimeout(wait);
    // The browser's own colour shows how a selection grows; ours, what is taken.
    document.documentElement.classList.remove("with-picked");
    wait = setTimeout(read, byTouch ? SETTLED_BY_TOUCH : SETTLED);
  });
  // Who goes on to the cards means those: their keys are no longer for the words.
  document.querySelector(".cards").addEventListener("focusin", () => dismiss());
  addEventListener("resize", place);
  new ResizeObserver(place).observe(bar);
}
