"""What is left of a stored page when it is shown: words in their order, nothing that acts."""

import re
import time

import pytest

from coverage.documents.harmless import TAGS, harmless
from coverage.documents.trees import parse_page

HOSTILE = [
    "<script>steal()</script>",
    "<script src=//evil.example/a.js></script>",
    "<img src=x onerror=steal()>",
    "<img srcset='//evil.example/a 1x'>",
    "<picture><source srcset=//evil.example/a><img src=a></picture>",
    "<svg onload=steal()><use href='//evil.example/a#b'/></svg>",
    "<svg><a xlink:href='javascript:steal()'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=steal()></style></table></mtext></math>",
    "<iframe src=//evil.example></iframe>",
    "<iframe srcdoc='<script>steal()</script>'></iframe>",
    "<object data=//evil.example></object><embed src=//evil.example>",
    "<form action=//evil.example><input><button formaction=//evil.example>go</button></form>",
    "<style>@import '//evil.example/a.css';</style>",
    "<p style='background:url(//evil.example/a)'>x</p>",
    "<link rel=prefetch href=//evil.example><link rel=stylesheet href=//evil.example/a.css>",
    "<link rel=dns-prefetch href=//evil.example><link rel=preconnect href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example><a href=a ping=//evil.example>x</a>",
    "<a href='javascript:steal()'>x</a><a href='data:text/html,x'>y</a>",
    "<video poster=//evil.example src=a></video><audio src=//evil.example></audio>",
    "<table background=//evil.example><td background=//evil.example>x</table>",
    "<body onload=steal() background=//evil.example>x",
    "<noscript><p title='</noscript><img src=x onerror=steal()>'></noscript>",
    "<template><img src=x onerror=steal()></template>",
    "<textarea></textarea><img src=x onerror=steal()></textarea>",
    "<title></title><script>steal()</script></title>",
    "<xmp><img src=x onerror=steal()></xmp><plaintext><script>steal()</script>",
    "<p id=x name=y class=z title='\"><script>steal()</script>'>x</p>",
    "<img alt='<script>steal()</script><img src=x onerror=steal()>'>",
    "<!--><img src=x onerror=steal()>--><![CDATA[<img src=x onerror=steal()>]]>",
    "<p lang='\"><img src=x onerror=steal()>'>x</p>",
    "&lt;script&gt;steal()&lt;/script&gt;",
    "<scr\0ipt>steal()</scr\0ipt><a\tonclick=steal()>x",
]


@pytest.mark.parametrize("markup", HOSTILE)
def test_nothing_that_acts_is_left(markup):
    shown = harmless(f"<html><body><p>Before.</p>{markup}<p>After.</p></body></html>")
    assert "Before." in shown
    tags = re.findall(r"<[^>]*>", shown)
    for tag in tags:
        assert re.fullmatch(r"</?([a-z0-9]+)(?: (?:lang|dir|colspan|rowspan)=\"[^\"<>]*\")*>", tag)
        assert re.match(r"</?([a-z0-9]+)", tag)[1] in TAGS
    assert "evil.example" not in shown


def test_words_keep_their_order_and_kind():
    shown = harmless(
        "<title>Not this</title><header>Gull</header><nav><a href=/>Home</a></nav><article>"
        "<h1>Bridge shut</h1><p>It was <b>never</b> safe, said <a href='//a.example'>Ines "
        "Tarr</a>.</p>"
        "<figure><img src=a.jpg alt='The  bridge'><figcaption>By Bo</figcaption></figure>"
        "<table><tr><th>Year<td colspan=2>1931</table><p dir=rtl lang=ar>جسر"
    )
    assert shown == (
        "<div>Gull</div><div>Home</div><div><h1>Bridge shut</h1>"
        "<p>It was <b>never</b> safe, said Ines Tarr.</p>"
        "<figure><i>[picture: The bridge] </i><figcaption>By Bo</figcaption></figure>"
        '<table><tbody><tr><th>Year</th><td colspan="2">1931</td></tr></tbody></table>'
        '<p dir="rtl" lang="ar">جسر</p></div>'
    )


@pytest.mark.parametrize("nothing", ["", "  ", "<html></html>", "<script>a</script>", "\0"])
def test_nothing_to_show_is_empty(nothing):
    assert harmless(nothing) == ""


@pytest.mark.parametrize(
    ("shape", "markup"),
    [
        ("deep", "<div>" * 100_000 + "x"),
        ("never closed", "".join(f"<p><b lang=a{n}>x" for n in range(15_000))),
        ("crossed", "<b><i></b></i>" * 25_000),
        ("signs", "<" * 300_000),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(60_000)) + ">x"),
        ("attributes with >", "<p " + " ".join(f'a{n}=">"' for n in range(40_000)) + ">x"),
        ("tags in tags", "<p" * 200_000),
        ("quotes", "<p a='" * 60_000),
    ],
)
def test_a_page_made_to_be_slow_is_not(shape, markup):
    started = time.process_time()
    harmless(markup)
    assert time.process_time() - started < 2, shape


def test_a_script_that_looks_like_a_tag_of_many_attributes_is_none():
    script = "<script>if (a <b " + " ".join(f"c{n}" for n in range(3000)) + ")</script>"
    root = parse_page(f"<html><body>{script}<p>Bridge shut.</p></body></html>")
    assert root is not None
    assert root.text_content().endswith("Bridge shut.")


@pytest.mark.parametrize("block", ["<div>x</div>", "<ul><li>x</li></ul>", "<h2>x</h2>", "<hr>x"])
def test_stress_that_a_browser_would_open_in_every_block_is_not_written_in_each(block):
    stress = "".join(f"<b lang=a{n}>" for n in range(100))
    page = f"<p>{stress}{block * 20_000}"
    shown = harmless(page)
    assert shown.count("x") == 20_000
    assert len(shown) < 3 * len(page)


def test_stress_within_a_paragraph_stays():
    assert harmless("<div><p>so <b>very <i>much</i></b></p></div>") == (
        "<div><p>so <b>very <i>much</i></b></p></div>"
    )
