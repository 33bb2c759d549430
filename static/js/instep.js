// Cards in step with the text: while the reader scrolls the text, the card of the mark they have
// come to is brought into sight in its own column. Nothing else moves, and no focus.

const WIDE = matchMedia("(min-width: 901px)");
const CALM = matchMedia("(prefers-reduced-motion: reduce)");
const SCROLLS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
// The line of the screen that is being read, from its top.
const READ_AT = 0.38;
const OWN_SCROLL = 700;

const cards = document.querySelector(".cards");
const text = document.querySelector(".text");
let byReader = 0;
let isWaiting = false;

// The mark that stands nearest to the line being read, of those whose cards are shown.
function markInSight() {
  const line = innerHeight * READ_AT;
  let nearest = null, distance = Infinity;
  for (const mark of text.querySelectorAll("[data-mark]:not(.speaker, .off)")) {
    const rect = mark.getBoundingClientRect();
    if (!rect.height || rect.bottom < 0 || rect.top > innerHeight) continue;
    const away = Math.abs((rect.top + rect.bottom) / 2 - line);
    const card = away < distance && document.getElementById(mark.dataset.mark);
    if (card && cards.contains(card) && card.getClientRects().length) { nearest = card; distance = away; }
  }
  return nearest;
}

function follow() {
  isWaiting = false;
  // Who writes in a card or moves among cards stays there.
  if (cards.contains(document.activeElement)) return;
  const card = markInSight();
  cards.querySelectorAll(".beside").forEach((each) => each.classList.toggle("beside", each === card));
  if (!card) return;
  card.classList.add("beside");
  const place = card.getBoundingClientRect(), frame = cards.getBoundingClientRect();
  const isInSight = place.top >= frame.top && place.bottom <= frame.bottom;
  if (isInSight) return;
  const top = cards.scrollTop + place.top - frame.top - Math.max(16, (frame.height - place.height) * READ_AT);
  cards.scrollTo({ top, behavior: CALM.matches ? "instant" : "smooth" });
}

if (cards && text) {
  // Who turns the wheel over the cards scrolls those, and the page only behind their end.
  const noted = (event) => { if (!cards.contains(event.target)) byReader = performance.now(); };
  addEventListener("wheel", noted, { passive: true });
  addEventListener("touchmove", noted, { passive: true });
  addEventListener("keydown", (event) => { if (SCROLLS.has(event.key)) noted(event); });
  addEventListener("scroll", () => {
    // What a script scrolls, or a link, is not reading on. Smooth scrolling goes on a while.
    if (!WIDE.matches || performance.now() - byReader > OWN_SCROLL || isWaiting) return;
    byReader = performance.now();
    isWaiting = true;
    requestAnimationFrame(follow);
  }, { passive: true });
}
