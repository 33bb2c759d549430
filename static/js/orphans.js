// Words selected in the new text go into the form of the mark the reader is at; without this file
// they are typed there.

import { take } from "./keys.js";

// Behind an answer the address names the mark to go on with.
const next = document.getElementById(location.hash.slice(1));
if (next?.matches("[data-item]")) take(next);
else if (next?.id === "lost-title") next.focus();

const lines = document.querySelector(".lines");
document.querySelectorAll("[data-with-selection]").forEach((each) => { each.hidden = false; });

// The place of a node's letter in the whole text, in code points.
function placeOf(node, offset) {
  const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!line || !lines.contains(line)) return null;
  const before = document.createRange();
  before.setStart(line, 0);
  before.setEnd(node, offset);
  return Number(line.dataset.start) + [...before.toString()].length;
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  const start = placeOf(range.startContainer, range.startOffset);
  const end = placeOf(range.endContainer, range.endOffset);
  if (start === null || end === null || end <= start) return;
  document.querySelectorAll(".by-words").forEach((form) => {
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.words.value = selection.toString().trim();
  });
});

// Who types says the words themselves: the place of an earlier selection is not meant.
document.addEventListener("input", (event) => {
  const form = event.target.closest?.(".by-words");
  if (form) { form.elements.start.value = ""; form.elements.end.value = ""; }
});
