// Words selected by keyboard alone: the arrow keys select one word of the text after the other,
// with Shift they take in more words, or fewer. What is selected opens the bar as any selection.

import { rangeOf, spanOf, steps, wordsAt } from "./offsets.js";
import { say } from "./says.js";
import { bar, focusText, read, selected } from "./selecting.js";

const NOT_HERE = "input, textarea, select, [contenteditable], summary, [role=listbox], dialog, .cards.scrolls";
// Where a selection stands among the steps of the text: `from` stays, `to` moves.
let from = -1, to = -1;
let span = null;

const rectOf = (step) => rangeOf(step.start, step.end)?.getClientRects()[0] || null;
const isRightToLeft = (step) => {
  const node = rangeOf(step.start, step.end)?.startContainer;
  return Boolean(node) && getComputedStyle(node.parentElement).direction === "rtl";
};

// Where the reader is: at what is selected, at the chosen mark, or at the top of what is in sight.
function begin(all) {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const here = (range && spanOf(range)) || selected();
  if (here) {
    from = all.findIndex((step) => step.end > here.start);
    to = all.findLastIndex((step) => step.start < here.end);
    return true;
  }
  const mark = document.querySelector(".text .mark.chosen:not(.speaker), .text .mark.chosen");
  const around = mark && document.createRange();
  around?.selectNodeContents(mark);
  const chosen = around && spanOf(around);
  const line = document.activeElement?.closest(".text [data-start]");
  const start = chosen?.start ?? (line && Number(line.dataset.start));
  const at = start !== undefined && start !== null
    ? all.findIndex((step) => step.isWord && step.end > start)
    : all.findIndex((step) => step.isWord && (rectOf(step)?.top ?? -1) > 60);
  from = to = Math.max(at, 0);
  return false;
}

function nextWord(all, at, step) {
  for (let next = at + step; next >= 0 && next < all.length; next += step) {
    if (all[next].isWord && rectOf(all[next])) return next;
  }
  return at;
}

// One step more or less; a selection begins and ends where spans may.
function nextStep(all, at, step) {
  for (let next = at + step; next >= 0 && next < all.length; next += step) {
    if (next === from ? all[next].isWord : all[next][next > from ? "closes" : "opens"]) return next;
  }
  return at;
}

// The word of the line above or below that stands nearest under the one at hand.
function nextLine(all, at, step) {
  const here = rectOf(all[at]);
  if (!here) return nextWord(all, at, step);
  const middle = (here.left + here.right) / 2;
  let found = at, distance = Infinity, line = null;
  for (let next = at + step; next >= 0 && next < all.length; next += step) {
    const rect = rectOf(all[next]);
    if (!rect || Math.abs(rect.top - here.top) < here.height / 2) continue;
    line ??= rect;
    if (Math.abs(rect.top - line.top) > line.height / 2) break;
    const away = Math.abs((rect.left + rect.right) / 2 - middle);
    if (all[next].isWord && away < distance) { found = next; distance = away; }
  }
  return found;
}

function select(all) {
  const [first, last] = from <= to ? [from, to] : [to, from];
  const range = rangeOf(all[first].start, all[last].end);
  if (!range) return;
  span = { start: all[first].start, end: all[last].end };
  const ends = [[range.startContainer, range.startOffset], [range.endContainer, range.endOffset]];
  if (from > to) ends.reverse();
  getSelection().setBaseAndExtent(...ends[0], ...ends[1]);
  read();
  focusText();
  // Who does not see the selection hears the word it has come to, and how many it holds.
  const many = all.slice(first, last + 1).filter((step) => step.isWord).length;
  say(`${wordsAt(all[to].start, all[to].end)}${many > 1 ? `, ${many} words selected` : ""}`);
  const rect = rectOf(all[to]);
  const below = (rect?.bottom || 0) - (innerHeight - 160), above = (rect?.top || 0) - 90;
  if (below > 0) scrollBy({ top: below, behavior: "instant" });
  else if (above < 0) scrollBy({ top: above, behavior: "instant" });
}

function onKey(event) {
  const isAcross = event.key === "ArrowLeft" || event.key === "ArrowRight";
  const isLine = event.key === "ArrowUp" || event.key === "ArrowDown";
  if (!isAcross && !isLine) return;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.documentElement.classList.contains("editing-span") || document.querySelector("dialog[open]")) return;
  if (event.target.closest(NOT_HERE) || bar.contains(event.target)) return;
  // Up and down scroll the page until words are selected by keys.
  const isAtWork = span !== null && selected()?.start === span.start && selected()?.end === span.end;
  if (isLine && !isAtWork) return;
  const all = steps();
  if (!all.length) return;
  event.preventDefault();
  const wasSelected = isAtWork || begin(all);
  const forward = event.key === "ArrowDown" || event.key === (isRightToLeft(all[to]) ? "ArrowLeft" : "ArrowRight");
  const step = forward ? 1 : -1;
  if (event.shiftKey) {
    if (wasSelected) to = isLine ? nextLine(all, to, step) : nextStep(all, to, step);
  } else {
    if (wasSelected) to = isLine ? nextLine(all, to, step) : nextWord(all, to, step);
    from = to;
  }
  select(all);
}

if (bar) document.addEventListener("keydown", onKey);
