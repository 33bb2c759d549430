"""A saved page that would run, load or lead away: our pages print its words and no more."""

# ruff: noqa: E501 - a page reads better on one line

from __future__ import annotations

import json
import re

import pytest
from lxml import html as lxml_html

from coverage.desk.ingest import Arrival, receive
from coverage.models import Story

pytestmark = pytest.mark.django_db

RUN = (
    "<script>alert(1)</script><img src=//evil.example/x.png onerror=alert(1)><svg onload=alert(1)>"
)
ESCAPED = RUN.replace("<", "&lt;").replace(">", "&gt;")
PARAGRAPH = (
    "The ferry from Orle to Sund was stopped on Monday after a crack was found in its hull, "
    "and four hundred people waited on the quay until evening."
)
NODE = {
    "@type": "NewsArticle",
    "headline": f"Ferry stopped {RUN}",
    "author": {"name": f"Ada Voss {RUN}"},
    "publisher": {"name": f"Orle Gull {RUN}"},
    "datePublished": "2023-05-04T08:30:00Z",
    "description": RUN,
}
LINKED = json.dumps(NODE).replace("</", "<\\u002f")
PAGE = f"""<!doctype html><html onload="alert(1)"><head><base href="https://evil.example/">
<title>Ferry stopped {ESCAPED}</title><meta http-equiv="refresh" content="0;url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/a.css"><link rel="canonical" href="javascript:alert(1)">
<script type="application/ld+json">{LINKED}</script></head>
<body style="background:url(https://evil.example/b.png)"><article>
<h1>Ferry stopped {ESCAPED}</h1>
<p onclick="alert(1)">{PARAGRAPH} <a href="javascript:alert(1)">{ESCAPED}</a></p>
<p>“We saw it {ESCAPED} and ran,” said Ada Voss, the harbour master, who had been on the quay.</p>
<iframe srcdoc="{ESCAPED}"></iframe><object data="https://evil.example/c.swf"></object>
<blockquote class="twitter-tweet"><p>Shut again {ESCAPED}</p>— Ada &lt;b&gt; (@ada) <a href="https://twitter.com/ada/status/1654000000000000001">May 4, 2023</a></blockquote>
<figure><img src="https://evil.example/d.png"><figcaption>The quay {ESCAPED} on Monday. Photo: Bo Lund</figcaption></figure>
<p>{PARAGRAPH}</p><form action="https://evil.example/"><input name="password"></form>
<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math></article></body></html>""".encode()
#: Where attributes of a page lead a browser to load something by itself.
LOADED = ("src", "srcset", "data", "poster", "background", "action", "formaction", "ping")


def test_nothing_of_a_stored_page_runs_loads_or_leads_away(editor_client):
    (answer,) = receive(Arrival(PAGE, name="ferry.html", content_type="text/html"))
    assert answer.outcome == "added"
    article = answer.article
    assert "<script>" in article.headline
    assert article.address == ""
    story = Story.objects.get()
    pages = [
        "/", "/articles/", f"/articles/{article.pk}/", f"/articles/{article.pk}/history",
        f"/stories/{story.pk}/", f"/stories/{story.pk}/quotes",
        f"/stories/{story.pk}/posts", f"/stories/{story.pk}/claims", "/quotes/", "/speakers/",
        "/outlets/", f"/outlets/{article.outlet_id}/", "/review/",
        f"/admin/coverage/article/{article.pk}/change/",
    ]  # fmt: skip
    for address in pages:
        response = editor_client.get(address)
        assert response.status_code == 200, address
        _is_harmless(response.content.decode(), address)
        policy = response["Content-Security-Policy"]
        assert "evil.example" not in policy, address


def _is_harmless(page: str, address: str) -> None:
    root = lxml_html.document_fromstring(page)
    for element in root.iter("*"):
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on"), f"{address}: {element.tag} {name}"
            if name in LOADED or (name == "href" and element.tag in ("link", "base")):
                assert not re.match(r"\s*(?:https?:)?//", value), f"{address}: {name}={value}"
            if name in ("href", *LOADED):
                assert not re.match(r"\s*(?:javascript|data|vbscript):", value, re.I), address
    assert not root.xpath("//*[contains(text(), 'alert(1)')][self::script or self::style]"), address
    assert not root.xpath("//iframe | //object | //embed | //base | //meta[@http-equiv='refresh']")
