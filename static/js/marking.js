// The bar beside selected words: quote, claim, note or tag them. The armed tag is put on by Enter.

import { arm, armed, disarm } from "./armed.js";
import { choose, recount } from "./article.js";
import { docks } from "./docking.js";
import { isOff } from "./keys.js";
import { say } from "./says.js";
import { bar, dismiss, focusLine, focusText, follow, selected, whenSelected } from "./selecting.js";

const FIELDS = { note: "bar-note", tag: "bar-tag" };
const wrong = bar?.querySelector(".bar-wrong");
const part = (id) => document.getElementById(id);
let redrawn = null;
let sent = { kind: "", tag: "", span: null };

// --- sending ---------------------------------------------------------------------------------

function send(kind, tag = "") {
  // A key can come before htmx has taken up the form: the whole page would follow.
  window.htmx?.process(bar);
  sent = { kind, tag: tag || (kind === "tag" ? part("bar-tag-name").value.trim() : ""), span: selected() };
  bar.elements.kind.value = sent.kind;
  bar.elements.tag.value = sent.tag;
  wrong.replaceChildren();
  bar.dispatchEvent(new CustomEvent("mark"));
}

function openField(kind) {
  for (const [name, id] of Object.entries(FIELDS)) {
    part(id).hidden = name !== kind;
    bar.querySelector(`[data-kind="${name}"]`).setAttribute("aria-expanded", String(name === kind));
  }
  if (kind) part(FIELDS[kind]).querySelector("input, textarea").focus();
  follow();
}

const openKind = () => Object.keys(FIELDS).find((kind) => !part(FIELDS[kind]).hidden);

// --- what comes back -------------------------------------------------------------------------

// A card that is there already is replaced; a new one goes where its words stand in the text.
function takeIn(card) {
  const known = [...document.querySelectorAll(".cards .card")].find((each) => each.id === card.id);
  if (known) { known.replaceWith(card); return; }
  const list = part(card.dataset.list) || document.querySelector(".cards > section");
  const cards = [...list.querySelectorAll(":scope > .card[data-at]")];
  const next = cards.find((each) => Number(each.dataset.at) > Number(card.dataset.at));
  const last = cards.at(-1);
  if (next) next.before(card);
  else if (last) last.after(card);
  else {
    list.querySelectorAll(":scope > .card-note:not(.how-to-mark)").forEach((note) => note.remove());
    const before = list.querySelector(":scope > :is(.how-to-mark, details)");
    if (before) before.before(card); else list.append(card);
  }
}

// Every answer that brings cards, of the bar or of an undo. Where a card went away the reader is
// back in the text, at the words it spoke of.
function takeInAll(isFromBar) {
  const cards = [...part("fresh-cards").querySelectorAll(":scope > .card")];
  cards.forEach(takeIn);
  part("fresh-cards").replaceChildren();
  if (isFromBar && sent.span) {
    if (sent.kind === "tag") arm(sent.tag);
    if (sent.kind === "note") bar.elements.note.value = "";
    part("bar-tag-name").value = "";
    if (selected() === sent.span) dismiss();
    sent.span = null;
  }
  recount();
  // Who has selected other words while the answer came stays at those.
  if (selected()) redrawn = null;
  else if (cards.length) choose(cards[0].id, { from: docks() ? "mark" : "answer" });
  else if (redrawn?.isConnected && document.activeElement === document.body) focusLine(redrawn);
  redrawn = null;
}

function refuse(words) {
  wrong.replaceChildren(Object.assign(document.createElement("p"), { className: "wrong-line", textContent: words }));
  follow();
  say(words);
}

// What is wrong in an answer, in its own words.
export function wrongIn(xhr) {
  const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
  const line = answer.querySelector(".wrong-line, .wrong, .errorlist") || answer.body;
  return line.textContent.trim().replace(/\s+/g, " ").slice(0, 300);
}

function onAnswer(event) {
  const { xhr, requestConfig } = event.detail;
  if (requestConfig?.elt !== bar || xhr.status < 400) return;
  event.detail.shouldSwap = false;
  event.detail.isError = false;
  event.stopImmediatePropagation();
  refuse([409, 422].includes(xhr.status) ? wrongIn(xhr)
    : `Not marked: the server answered ${xhr.status}. The words are still selected; try again.`);
}

// --- keys and presses ------------------------------------------------------------------------

function press(button) {
  const { kind, tag } = button.dataset;
  if (button.matches("[data-armed]")) send("tag", armed());
  else if (tag) send("tag", tag);
  else if (!FIELDS[kind]) send(kind);
  else openField(openKind() === kind ? null : kind);
}

function onEscape() {
  const list = part("options-bar");
  if (document.activeElement === part("bar-tag-name") && !list.hidden) return false;
  if (openKind()) { openField(null); focusText(); return true; }
  if (bar.contains(document.activeElement)) { focusText(); return true; }
  if (selected()) { dismiss(); return true; }
  if (armed() && !document.querySelector(".card.docked, details.pick[open], details.person[open]")) { disarm(); return true; }
  return false;
}

function onKey(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (document.documentElement.classList.contains("editing-span")) return;
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") {
    if ((!isTyping || bar.contains(event.target)) && onEscape()) { event.preventDefault(); event.stopPropagation(); }
  } else if (event.key === "Enter" && event.target === bar.elements.note && !event.shiftKey) {
    event.preventDefault();
    send("note");
  } else if (event.key === "Enter" && selected() && armed() && !isOff() && !isTyping && !bar.contains(event.target)) {
    event.preventDefault();
    event.stopPropagation();
    send("tag", armed());
  } else if (event.key === "Tab" && selected() && !event.shiftKey && !isTyping && !bar.contains(event.target)) {
    event.preventDefault();
    bar.querySelector("button").focus();
  }
}

if (bar) {
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button[type=button]");
    if (button) press(button);
  });
  // The button of a field, Enter in it, or an option of its list.
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (openKind()) send(openKind());
  }, true);
  whenSelected((span) => {
    wrong.replaceChildren();
    if (!span) openField(null);
  });
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("htmx:beforeSwap", onAnswer, true);
  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig?.elt === bar) refuse("Not marked: no answer from the server. The words are still selected; try again.");
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const { requestConfig, target } = event.detail;
    if (requestConfig && target?.id === "fresh-cards") takeInAll(requestConfig.elt === bar);
  });
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const block = event.detail.target?.id && part(event.detail.target.id);
    if (block?.closest(".text")) redrawn = block.matches("[data-start]") ? block : block.querySelector("[data-start]");
  });
}
