"""What a soak does to a page: opens, clicks, types keys, selects words, tags, undoes, edits."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import ElementHandle, Page

#: Addresses to begin at again and again; {article} and {story} are numbers that are there.
PLACES = (
    *("/", "/articles/", "/quotes/", "/review/", "/speakers/", "/outlets/", "/orphans/", "/feeds/"),
    *("/codebooks/", "/assignments/", "/agreement/", "/jobs/", "/tokens/", "/api/", "/add/"),
    *("/speakers/same", "/stories/{story}/", "/stories/{story}/quotes", "/stories/{story}/claims"),
    *("/stories/{story}/posts", "/stories/{story}/who-quotes-whom", "/stories/{story}/framing"),
    *("/stories/{story}/timeline", "/stories/{story}/coverage", "/stories/{story}/history"),
    *("/stories/{story}/rulings", "/articles/{article}/history", "/articles/{article}/versions"),
    *("/admin/", "/admin/coverage/quote/", "/admin/coverage/article/{article}/marks/"),
)
KEYS = (
    *("j", "k", "J", "K", "o", "Enter", "v", "/", "?", "Escape", "b", "z", "u", "c", "x", "e"),
    *("q", "l", "n", "t", "1", "2", "3", "9", "a", "m", "ArrowLeft", "ArrowRight", "ArrowDown"),
    *("Shift+ArrowRight", "Tab", "Shift+Tab", "Space", "g s", "g a", "g q", "g r"),
)
TYPED = (
    *("safety", "blame", "harm done", "Ada Voss", "the harbour master", "said", "Night ferry"),
    *("🇳🇱 flags 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "مرحبا بالعالم", "𝖋𝖆𝖓𝖈𝖞 letters", "<b>&amp;</b>", "  ", "é́ ﬁ", "0"),
)
#: What would end the session, leave the installation, or only download.
_LEFT_ALONE = (
    *("/sign-out", "/logout", "password", "/you/", "/people", "invit", "/api/v1", "/export"),
    *("/original", "/bytes", ".csv", ".json", ".opml", "mailto:", "/sample", "/admin/auth"),
)
_CLICKABLE = """(left) => {
  const seen = (e) => { const r = e.getBoundingClientRect();
    return r.width && r.height && getComputedStyle(e).visibility !== 'hidden' && !e.disabled; };
  const isOurs = (e) => { const form = e.closest('form');
    const at = [e.getAttribute('href') || '', form ? form.getAttribute('action') || '' : ''];
    if (e.href && !e.href.startsWith(location.origin)) return false;
    return !e.hasAttribute('download') && !at.some((a) => left.some((bad) => a.includes(bad))); };
  return [...document.querySelectorAll(
    'a[href], button, summary, [role=option], input:is([type=checkbox], [type=radio])'
  )].filter((e) => seen(e) && isOurs(e)); }"""
_FIELDS = """() => [...document.querySelectorAll(
  'input:not([type]), input[type=text], input[type=search], textarea')]
  .filter((e) => e.getClientRects().length && !e.disabled && !e.readOnly && e.name !== 'address')"""
#: Where a stretch of the text's words begins and ends on the screen, between two shares of it.
_STRETCH = """([share, from, length]) => {
  const blocks = [...document.querySelectorAll('.body [data-start]')]
    .filter((e) => e.textContent.trim() && e.getClientRects().length);
  if (!blocks.length) return null;
  const block = blocks[Math.floor(share * blocks.length)];
  block.scrollIntoView({block: 'center'});
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.data.trim()) nodes.push(walker.currentNode);
  const node = nodes[Math.floor(from * nodes.length)]; if (!node) return null;
  const at = Math.floor(from * Math.max(0, node.data.length - 2));
  const range = document.createRange();
  range.setStart(node, at); range.setEnd(node, Math.min(node.data.length, at + 2 + length));
  const rects = [...range.getClientRects()].filter((r) => r.width > 1);
  if (!rects.length) return null;
  const first = rects[0], last = rects[rects.length - 1];
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""
#: Milliseconds that a click may take to find its place; what moved away is left.
SOON = 1500


@dataclass(slots=True)
class Session:
    """One person's window, and what they know of the installation."""

    person: str
    page: Page
    random: random.Random
    articles: Sequence[int]
    stories: Sequence[int]
    told: list[str] = field(default_factory=list)

    def place(self) -> str:
        """One of PLACES with numbers; an article as often as all others."""
        if self.random.random() < 0.5:
            return f"/articles/{self.random.choice(self.articles)}/"
        place = self.random.choice(PLACES)
        numbers = {
            "article": self.random.choice(self.articles),
            "story": self.random.choice(self.stories),
        }
        return place.format(**numbers)


def go(session: Session) -> None:
    session.page.goto(session.place(), wait_until="domcontentloaded")


def click(session: Session) -> None:
    """Any link, button or box there is to see."""
    if found := _any(session, _CLICKABLE, list(_LEFT_ALONE)):
        found.click(timeout=SOON, no_wait_after=True)


def press(session: Session) -> None:
    """One key of the table, or two in a row; sometimes several, as fast as a hand does."""
    for _ in range(session.random.choice((1, 1, 2, 4))):
        for key in session.random.choice(KEYS).split():
            session.page.keyboard.press(key)


def type_words(session: Session) -> None:
    """Words into a field, sent with Enter every other time."""
    if found := _any(session, _FIELDS):
        found.fill(session.random.choice(TYPED), timeout=SOON)
        if session.random.random() < 0.5:
            found.press("Enter", timeout=SOON, no_wait_after=True)


def select(session: Session) -> bool:
    """Words of the article at hand, with the mouse; False where there are none."""
    shares = [session.random.random(), session.random.random(), session.random.randint(2, 40)]
    found = session.page.evaluate(_STRETCH, shares)
    if not found:
        return False
    x, y, to_x, to_y = found
    mouse = session.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(to_x, to_y, steps=2)
    mouse.up()
    return True


def mark(session: Session) -> None:
    """Select words in an article and make a quote, a claim, a note or a tag of them."""
    page = session.page
    if "/articles/" not in page.url or not page.query_selector(".body [data-start]"):
        page.goto(f"/articles/{session.random.choice(session.articles)}/")
    if not select(session):
        return
    key = session.random.choice(("q", "l", "n", "t", "1", "2", "t"))
    page.keyboard.press(key)
    if key == "n" or key == "t":
        page.keyboard.type(session.random.choice(TYPED))
        page.keyboard.press("Enter")
    page.wait_for_timeout(150)


def decide(session: Session) -> None:
    """Confirm, reject or leave a mark on its card."""
    _press_one(session, "form[action*='/decide'] button, form[action*='/answer'] button")


def tag_a_card(session: Session) -> None:
    """A tag typed on a card, or one of its buttons."""
    fields = session.page.query_selector_all("form[action*='/tag'] input[name=name]")
    shown = [one for one in fields if one.is_visible()]
    if shown:
        field_of_card = session.random.choice(shown)
        field_of_card.fill(session.random.choice(TYPED[:3]), timeout=SOON)
        field_of_card.press("Enter", timeout=SOON, no_wait_after=True)


def undo(session: Session) -> None:
    """What the bar offers to take back; else the key."""
    if not _press_one(session, "#undo button"):
        session.page.keyboard.press("z")


def edit_span(session: Session) -> None:
    """Choose a card, grow or shrink its span by words, and save it or leave it."""
    _press_one(session, ".cards .card")
    for key in ("e", *session.random.choices(("ArrowLeft", "ArrowRight", "Shift+ArrowLeft"), k=2)):
        session.page.keyboard.press(key)
    session.page.keyboard.press(session.random.choice(("Enter", "Enter", "Escape")))
    session.page.wait_for_timeout(100)


def back(session: Session) -> None:
    session.page.go_back(wait_until="domcontentloaded", timeout=5000)


def reload(session: Session) -> None:
    session.page.reload(wait_until="domcontentloaded")


#: Each with how often it is chosen, of all.
ACTS: tuple[tuple[Callable[[Session], Any], int], ...] = (
    *((mark, 26), (go, 12), (click, 16), (press, 12), (undo, 9), (decide, 8), (edit_span, 5)),
    *((tag_a_card, 6), (type_words, 4), (back, 1), (reload, 1)),
)


def _any(session: Session, script: str, given: Any = None) -> ElementHandle | None:
    """One of the elements that the script finds."""
    found = session.page.evaluate_handle(script, given)
    count = found.evaluate("all => all.length")
    if not count:
        return None
    return found.evaluate_handle(
        "(all, at) => all[at]", session.random.randrange(count)
    ).as_element()


def _press_one(session: Session, selector: str) -> bool:
    shown = [one for one in session.page.query_selector_all(selector) if one.is_visible()]
    if shown:
        session.random.choice(shown).click(timeout=SOON, no_wait_after=True)
    return bool(shown)
