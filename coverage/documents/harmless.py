"""A stored page as it may be shown: its words and their order, and nothing that a browser acts on.

Two readers stand behind each other. Ours makes a tree of what came, as for reading it: no deeper
than so many levels, with words in place of pictures. nh3 (html5ever, the parser browsers agree on)
then lets through what is on the lists below and nothing else, and writes it anew: what comes out
is its writing, whatever the first one thought of the markup.
"""

from __future__ import annotations

import nh3
from lxml import html as lxml_html

from .trees import Element, attribute, parse_page, squeeze

#: Characters of a page that are looked at; its document keeps all of them.
LONGEST = 2_000_000
#: Characters of the words that stand for a picture.
_LONGEST_SAID = 300
#: Paragraphs, headings, lists, tables and stress. No links: their words stay, and no address of
#: the page is in what a browser gets.
TAGS = frozenset(
    "h1 h2 h3 h4 h5 h6 p div br hr blockquote q cite ul ol li dl dt dd figure figcaption "
    "table caption thead tbody tfoot tr th td em strong b i u s del ins small sub sup code".split()
)
#: Gone with all that is in them.
GONE = frozenset(
    "script style template noscript iframe object embed applet svg math head title select option "
    "textarea button canvas video audio map noframes frameset noembed portal".split()
)
#: Parts of a page that would be parts of ours, and markup of old that swallows what follows.
_AS_DIV = frozenset(
    "main header footer nav aside section article address form fieldset center details summary "
    "dialog hgroup search pre xmp plaintext listing".split()
)
#: Stress, which browsers open anew in every block behind one that should not stand in it: a page
#: made for that would be written a thousand times as long as it came.
_STRESS = frozenset("b code em i s small strong u".split())
_NO_STRESS_HERE = frozenset("a big font nobr strike tt".split())
_BLOCKS = _AS_DIV | frozenset(
    "div p ul ol li dl dt dd h1 h2 h3 h4 h5 h6 blockquote figure figcaption hr table caption "
    "colgroup col thead tbody tfoot tr td th menu dir center body html marquee".split()
)
_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(GONE),
    attributes={"*": {"lang", "dir"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes=set(),
    link_rel=None,
)


def harmless(html: str) -> str:
    """The page's words as markup without scripts, styles, pictures, frames, forms and addresses;
    "" where it has none. Any text may be given."""
    root = parse_page(html[:LONGEST])
    if root is None:
        return ""
    for node in list(root.iter()):
        if not isinstance(node.tag, str):
            continue
        if node.tag in _BLOCKS:
            _take_stress_from_around(node)
        if node.tag == "img":
            _say(node)
        elif node.tag in _NO_STRESS_HERE:
            node.tag = "span"
        elif node.tag in _AS_DIV:
            node.tag = "div"
    return _CLEANER.clean(lxml_html.tostring(root, encoding="unicode")).strip()


#: Of pages, also of those that a browser saved as one file.
_ENDINGS = (".html", ".htm", ".xhtml", ".mht", ".mhtml")


def is_called_page(name: str, content_type: str) -> bool:
    """Whether a document says of itself that it is a web page, without a look into it."""
    return "html" in content_type or name.lower().endswith(_ENDINGS)


def _take_stress_from_around(block: Element) -> None:
    """Stress stands in blocks, no block in it; the words of a span stay, and it goes."""
    for around in block.iterancestors():
        if around.tag in _STRESS:
            around.tag = "span"
        elif around.tag != "span":
            return


def _say(picture: Element) -> None:
    """Put its description in the place of a picture, nothing where it has none."""
    said = squeeze(attribute(picture, "alt"))[:_LONGEST_SAID]
    picture.tag = "i"
    picture.attrib.clear()
    picture.text = f"[picture: {said}] " if said else ""
