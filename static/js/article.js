// The reading view, made quicker: a mark and its card choose each other, and the kinds of cards
// stand behind tabs. Without this file every card is on the page and every link still leads there.

import { dock, docks, isDocked } from "./docking.js";
import "./instep.js";
import "./inturn.js";
import "./late.js";
import "./says.js";

const cards = document.querySelector(".cards");
const sections = cards ? [...cards.querySelectorAll(":scope > section")] : [];
const links = cards ? [...cards.querySelectorAll(".card-tabs a")] : [];

function showTab(section) {
  sections.forEach((each) => { each.hidden = each !== section; });
  links.forEach((link) => {
    if (link.hash === `#${section.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
}

const marksOf = (name) => [...document.querySelectorAll(`[data-mark="${CSS.escape(name)}"]`)];

function unchoose() {
  document.querySelectorAll(".chosen:not(ul)").forEach((each) => each.classList.remove("chosen"));
}

function takeAsCurrent(card) {
  document.querySelectorAll("[data-item].current").forEach((each) => each.classList.remove("current"));
  card.classList.add("current");
  card.tabIndex = -1;
  // Who is in one of its fields already stays there: letters typed next are words, not keys.
  if (!card.contains(document.activeElement)) card.focus({ preventScroll: true });
}

// Show which words and which card belong together; the one that was not pointed to comes into
// sight. From "text" a mark was pointed to, from "card" a card; from "answer" the card came anew,
// from "mark" its words were just marked in a text that is being read, and stays in sight.
export function choose(name, { from }) {
  const card = document.getElementById(name);
  if (!card?.matches(".card")) return;
  unchoose();
  const marks = marksOf(name);
  marks.forEach((mark) => mark.classList.add("chosen"));
  card.classList.add("chosen");
  const section = card.closest("section");
  if (section?.hidden) showTab(section);
  const fold = card.closest("details:not([open])");
  if (fold) fold.open = true;
  const first = marks.find((mark) => !mark.matches(".speaker")) || marks[0];
  if (from === "card") {
    const apart = first?.closest("details:not([open])");
    if (apart) apart.open = true;
    first?.scrollIntoView({ block: "nearest" });
  } else if (from === "mark" && first) {
    document.querySelectorAll("[data-item].current").forEach((each) => each.classList.remove("current"));
    card.classList.add("current");
    const link = first.querySelector("a") || first;
    if (!link.matches("a")) link.tabIndex = -1;
    link.focus({ preventScroll: true });
  } else {
    if (from === "text" && docks()) dock(card, first);
    takeAsCurrent(card);
    if (!isDocked(card)) card.scrollIntoView({ block: "nearest" });
  }
}

// Marks lie over each other: pressing the same words again chooses the next one outwards.
function markAt(element) {
  const names = [];
  for (let mark = element.closest("[data-mark]"); mark; mark = mark.parentElement.closest("[data-mark]")) {
    if (!names.includes(mark.dataset.mark) && document.getElementById(mark.dataset.mark)) names.push(mark.dataset.mark);
  }
  const shown = docks() ? ".docked" : ".chosen";
  const at = names.findIndex((name) => document.getElementById(name).matches(shown));
  return names[(at + 1) % names.length] || "";
}

// What was rejected is no longer drawn; what is taken back is drawn again.
function redraw(card) {
  const isOff = card.dataset.state === "rejected";
  const drawn = card.dataset.drawn;
  if (!drawn) return;
  marksOf(card.id).forEach((mark) => {
    if (mark.matches(".speaker")) { mark.classList.toggle("mark", !isOff); return; }
    mark.classList.toggle("off", isOff);
    mark.classList.toggle(drawn, !isOff);
  });
}

// The counts on the tabs follow what was decided.
export function recount() {
  const many = (selector) => cards.querySelectorAll(selector).length;
  const settle = many("#posts .card.suggested[data-residue]");
  document.getElementById("count-quotes").textContent = many("#quotes .card[data-drawn=quote]:not(.rejected)");
  const reported = document.getElementById("count-reported");
  if (reported && cards.querySelector("#quotes .card.reported")) {
    reported.textContent = many("#quotes .card.reported:not(.rejected)");
  }
  document.getElementById("count-claims").textContent = many("#claims .card:not(.rejected)");
  document.getElementById("count-posts").textContent =
    many("#posts .card:not(.rejected, [data-residue])") + (settle ? `, ${settle} to settle` : "");
}

// An address may name reported speech that this page was not asked to show.
const more = document.querySelector("[data-more]");
const isElsewhere = (name) => more !== null && /^q\d+$/.test(name) && document.getElementById(name) === null;

function fromAddress() {
  const name = decodeURIComponent(location.hash.slice(1));
  const section = sections.find((each) => each.id === name);
  if (section) showTab(section);
  else if (isElsewhere(name)) location.replace(`${more.pathname}${more.search}#${name}`);
  else if (name.startsWith("m-")) choose(name.slice(2), { from: "card" });
  else if (name) choose(name, { from: "address" });
}

if (cards) {
  cards.classList.add("with-tabs");
  showTab(sections[0]);
  links.forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    showTab(document.getElementById(link.hash.slice(1)));
    history.replaceState(null, "", link.hash);
  }));

  document.querySelector(".text").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-mark]");
    if (!mark || event.target.closest("summary, .post-card a")) return;
    if (!String(getSelection())) {
      event.preventDefault();
      const name = markAt(mark);
      if (!name) return;
      choose(name, { from: "text" });
      history.replaceState(null, "", `#${name}`);
    }
  });

  cards.addEventListener("click", (event) => {
    const card = event.target.closest(".card");
    const link = event.target.closest("a");
    if (!card) return;
    document.querySelectorAll("[data-item].current").forEach((each) => each.classList.remove("current"));
    card.classList.add("current");
    if (event.target.closest("button, summary, .option") || (link && !link.hash.startsWith("#m-"))) return;
    if (link && link.pathname !== location.pathname) return;
    if (link) event.preventDefault();
    choose(card.id, { from: "card" });
  });

  // j, k and Tab move the focus among cards. A press with the pointer waits for its click: were the
  // page to move under it, the click would miss.
  let isPressed = false;
  addEventListener("pointerdown", () => { isPressed = true; }, true);
  addEventListener("click", () => { isPressed = false; }, true);
  addEventListener("keydown", () => { isPressed = false; }, true);
  cards.addEventListener("focusin", (event) => {
    if (isPressed) return;
    const card = event.target.closest(".card");
    if (card && !card.matches(".chosen")) choose(card.id, { from: "card" });
  });

  // A card that came anew from the server is the card the reader was at. (Settled: until then htmx
  // holds the old card's classes on it.)
  document.addEventListener("htmx:afterSettle", (event) => {
    const asked = event.detail.requestConfig?.target;
    const name = asked?.id || event.detail.target?.id;
    const card = name && document.getElementById(name);
    if (!card?.matches(".card")) return;
    redraw(card);
    recount();
    if (asked?.matches(".docked")) dock(card, marksOf(name)[0]);
    // Who has moved on while the answer came stays there: the next key is meant for that card.
    const here = document.querySelector("[data-item].current");
    if (!here || here === card) choose(name, { from: "answer" });
  });

  addEventListener("hashchange", fromAddress);
  if (location.hash) fromAddress();
}
