"""A stored page that wants to reach its makers: shown, it reaches nobody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)

#: Every way known to us in which markup makes a browser ask for something, here and elsewhere.
HOSTILE = """<!doctype html><html><head><title>Bridge shut</title>
<base href="http://127.0.0.1:9/base/"><meta http-equiv="refresh" content="0;url=/refreshed">
<link rel="stylesheet" href="/a.css"><link rel="prefetch" href="/prefetched">
<link rel="preload" as="image" href="/preloaded"><link rel="modulepreload" href="/module.js">
<link rel="prerender" href="/prerendered"><link rel="dns-prefetch" href="//evil.example">
<link rel="preconnect" href="//evil.example"><link rel="icon" href="/icon.png">
<link rel="manifest" href="/manifest.json">
<style>@import "/imported.css"; @font-face {font-family: F; src: url(/font.woff2)}
p {font-family: F; background: url(/background.png); cursor: url(/cursor.png), auto}</style>
<script src="/script.js"></script><script>fetch("/fetched"); new Image().src = "/imaged"</script>
<script type="speculationrules">{"prefetch": [{"source": "list", "urls": ["/ruled"]}]}</script>
</head><body background="/body.png" onload="fetch('/loaded')">
<h1>Bridge shut</h1><p style="background: url(/styled.png)">The bridge was shut.</p>
<img src="/picture.png" alt="The bridge" onerror="fetch('/error')"><img srcset="/set.png 1x">
<picture><source srcset="/source.png"><img src="/fallback.png"></picture>
<input type="image" src="/input.png"><table background="/table.png"><tr><td>1931</td></tr></table>
<iframe src="/framed"></iframe><iframe srcdoc="<img src=/inner.png>"></iframe>
<object data="/object"></object><embed src="/embedded"><applet code="/applet"></applet>
<svg><use href="/used.svg#a"/><image href="/svg.png"/><style>@import "/svg.css"</style></svg>
<video src="/film" poster="/poster.png" autoplay></video><audio src="/sound" autoplay></audio>
<video><track default src="/track.vtt"></video><frameset><frame src="/frame"></frameset>
<form action="/sent" id="f"><input name="a"></form><script>document.forms[0].submit()</script>
<a href="http://evil.example/" ping="/pinged">said Ines Tarr</a>
<noscript><img src="/noscript.png"></noscript><math><mtext><img src="/math.png"></mtext></math>
<p>It opens again in May.</p></body></html>"""


@pytest.mark.parametrize("where", ["original/page", "original"])
def test_a_stored_page_asks_for_nothing(page: Page, live_server, where):
    article = make_article(content=HOSTILE.encode())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    address = f"{live_server.url}/articles/{article.pk}/{where}"
    response = page.goto(address)
    assert response is not None
    assert "It opens again in May." in response.text()
    page.mouse.move(60, 200)
    page.wait_for_timeout(400)
    assert asked == [address]
    assert page.url == address


def test_its_words_can_be_read_by_everybody(page: Page, live_server):
    article = make_article(content=HOSTILE.encode(), headline="Bridge shut")
    response = page.request.get(f"{live_server.url}/articles/{article.pk}/original/page")
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(response.text())  # as it stands no script runs in it, nor that of the rules
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
