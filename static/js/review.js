// The review queue, made quicker: an answered line makes way for the next, the bar stays long
// enough to take it back. Without this file every button is a form of its own.

import { take } from "./keys.js";
import "./inturn.js";
import "./late.js";

const KEEP_UNDO = 30_000;
let away = 0;

const seen = (element) => element.getClientRects().length > 0;

// The next line that waits behind the one that was answered, else the last before it.
function goOn(settled) {
  const waiting = [...document.querySelectorAll("[data-asked]")].filter(seen);
  const behind = waiting.find((each) => settled.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING);
  const next = behind || waiting.at(-1);
  if (next) take(next);
  else (document.querySelector(".pager a") || settled).focus();
}

// Who is at the bar's button, by pointer or keyboard, keeps it.
function keepForAWhile(time = KEEP_UNDO) {
  clearTimeout(away);
  away = setTimeout(() => {
    const bar = document.getElementById("undo");
    if (bar?.matches(":hover, :focus-within")) keepForAWhile(5_000);
    else bar?.replaceChildren();
  }, time);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const swapped = event.detail.elt;
  if (swapped?.matches?.("[data-settled]")) goOn(swapped);
  else if (swapped?.matches?.("[data-asked]")) take(swapped);
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  if (event.detail.target?.id === "undo") keepForAWhile();
});

// A part that was edited in place answers with a card of the article: here the item is shown as it
// stands now, and the next one comes. What was not saved stays there, with the reason, and so does
// what says that somebody else was quicker.
document.addEventListener("htmx:beforeSwap", (event) => {
  const sent = event.detail.requestConfig?.elt;
  const asked = sent?.matches?.(".edit-form") && sent.closest("[data-again]");
  if (asked && event.detail.xhr.status < 400) {
    event.detail.shouldSwap = false;
    event.detail.isError = false;
    window.htmx.ajax("GET", asked.dataset.again, { target: asked, swap: "outerHTML" });
    return;
  }
  if (event.detail.xhr.status === 409) {
    event.detail.shouldSwap = true;
    event.detail.isError = false;
  }
});

if (document.querySelector("#undo *")) keepForAWhile();
