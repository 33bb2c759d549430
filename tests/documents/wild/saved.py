"""Pages as browsers and archives save them: Wayback, Firefox, Chrome, SingleFile, MHTML, mail."""

# ruff: noqa: E501 - markup reads better on one line

from __future__ import annotations

import base64
import quopri
from datetime import date

from .prose import DE, EN, Wild, paragraphs
from .systems import tweet

_DAY = date(2031, 5, 12)
_TITLE = "Thruster cracked, night ferry stays in port"

WAYBACK = f"""<!DOCTYPE html><html lang="en"><head><script src="//archive.org/includes/athena.js" type="text/javascript"></script><script type="text/javascript">__wm.init("https://web.archive.org/web");</script><link rel="stylesheet" type="text/css" href="https://web-static.archive.org/_static/css/banner-styles.css"/><!-- End Wayback Rewrite JS Include --><title>{_TITLE} - Bay Gazette</title><link rel="canonical" href="https://web.archive.org/web/20310601120000/https://baygazette.example/2031/05/12/thruster/"/><meta property="og:url" content="https://web.archive.org/web/20310601120000/https://baygazette.example/2031/05/12/thruster/"/><meta property="og:title" content="{_TITLE}"/><meta property="og:site_name" content="Bay Gazette"/><meta property="article:published_time" content="2031-05-12T06:00:00Z"/><meta name="author" content="Ada Holm"/></head><body><!-- BEGIN WAYBACK TOOLBAR INSERT --><div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp"><div id="wm-ipp-inside"><div id="wm-toolbar"><div class="c"><a href="/web/" title="Internet Archive Wayback Machine">INTERNET ARCHIVE</a></div><table><tr><td>Apr</td><td>JUN</td><td>Jul</td></tr><tr><td>2030</td><td>2031</td><td>2032</td></tr></table><div id="wm-capinfo"><div>COLLECTED BY</div><div class="c-desc"><p>Collection: Common Crawl. Web crawl data which has been built and maintained over many years for the good of all who read.</p></div></div><div id="wm-share"><a href="https://web.archive.org/web/20310601120000/https://twitter.com/intent/tweet">Share</a></div></div></div></div></div><div id="donato"></div><!-- END WAYBACK TOOLBAR INSERT --><main><article><h1>{_TITLE}</h1><div class="byline">By Ada Holm</div><div class="body">{paragraphs(EN[:2])}<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Sorry, no ship.</p>&mdash; Orla Line (@orlaline) <a href="https://web.archive.org/web/20310601120000/https://twitter.com/orlaline/status/1924000000000000051?ref_src=twsrc%5Etfw">May 12, 2031</a></blockquote>{paragraphs(EN[2:4])}<iframe src="https://web.archive.org/web/20310601120000if_/https://www.youtube.com/embed/wAyBaCk0001"></iframe>{paragraphs(EN[4:])}</div></article></main></body></html><!-- FILE ARCHIVED ON 12:00:00 Jun 01, 2031 AND RETRIEVED FROM THE INTERNET ARCHIVE -->"""

CHROME = f"""<!DOCTYPE html>
<!-- saved from url=(0058)https://baygazette.example/2031/05/12/thruster/?utm_source=x -->
<html lang="en"><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"><script async="" src="./Thruster_files/widgets.js.download"></script><title>{_TITLE} - Bay Gazette</title><meta property="og:title" content="{_TITLE}"><meta property="og:site_name" content="Bay Gazette"><meta property="article:published_time" content="2031-05-12T06:00:00Z"></head><body><main><article><h1>{_TITLE}</h1><p class="byline">By <a rel="author" href="https://baygazette.example/ada">Ada Holm</a></p>{paragraphs(EN[:3])}<div class="twitter-tweet twitter-tweet-rendered" style="display: flex; max-width: 550px;"><iframe id="twitter-widget-0" scrolling="no" frameborder="0" title="X Post" src="./Thruster_files/Tweet.html" data-tweet-id="1924000000000000052"></iframe></div><script async="" src="./Thruster_files/widgets.js.download"></script><iframe class="instagram-media instagram-media-rendered" id="instagram-embed-0" src="./Thruster_files/saved_resource.html" data-instgrm-payload-id="instagram-media-payload-0" data-original="https://www.instagram.com/p/ChromeSav01/embed/captioned/"></iframe>{paragraphs(EN[3:])}</article></main></body></html>"""

SINGLE_FILE = f"""<!DOCTYPE html> <html lang=en><!--
 Page saved with SingleFile
 url: https://baygazette.example/2031/05/12/thruster/
 saved date: Mon Jun 01 2031 12:00:00 GMT+0200
--><meta charset=utf-8>
<meta property=og:title content="{_TITLE}"><meta property=og:site_name content="Bay Gazette"><meta property=article:published_time content=2031-05-12T06:00:00Z><title>{_TITLE} - Bay Gazette</title><style>body{{background:url(data:image/png;base64,{"iVBORw0KGgo" * 40})}}</style><link rel=canonical href=https://baygazette.example/2031/05/12/thruster/><body><main><article><h1>{_TITLE}</h1><p class=byline>By Ada Holm<p>{EN[0]}<p>{EN[1]}<div class="twitter-tweet twitter-tweet-rendered"><iframe id=twitter-widget-0 title="X Post" data-tweet-id=1924000000000000053 srcdoc="<!DOCTYPE html><html><body><article role=article><div><span>Orla Line</span><span>@orlaline</span><div lang=en>Buses from seven.</div></div></article></body></html>"></iframe></div><p>{EN[2]}<iframe srcdoc='&lt;html&gt;&lt;link rel=canonical href="https://www.youtube.com/watch?v=sInGlE00001"&gt;&lt;body&gt;&lt;div class=ytp-title&gt;Quay&lt;/div&gt;&lt;/body&gt;&lt;/html&gt;' src="https://www.youtube.com/embed/sInGlE00001"></iframe><p>{EN[3]}<p>{EN[4]}</article></main>"""

_PAGE = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>{_TITLE} - Küstenbote</title><meta property="og:title" content="{_TITLE}"><meta property="og:site_name" content="Küstenbote"><meta property="article:published_time" content="2031-05-12T06:00:00Z"></head><body><article><h1>{_TITLE}</h1><p class="byline">Von Jule Brandt</p>{paragraphs(DE[:2])}{tweet("1924000000000000054", "Keine Fähre heute")}<iframe src="cid:frame-1@mhtml.blink"></iframe>{paragraphs(DE[2:])}</article></body></html>"""


def _part(headers: str, content: bytes) -> bytes:
    return (
        b"------MultipartBoundary--Quay----\r\n"
        + headers.encode()
        + b"\r\n\r\n"
        + content
        + b"\r\n"
    )


def _archive(frame: str, coded: bytes, coding: str) -> bytes:
    """A page saved by Chrome: the page, a frame of it and a picture."""
    return b"".join(
        (
            b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kuestenbote.example/2031/05/12/ruder\r\n",
            b"Subject: =?utf-8?Q?Thruster=20cracked?=\r\nDate: Sun, 1 Jun 2031 10:00:00 -0000\r\nMIME-Version: 1.0\r\n",
            b'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--Quay----"\r\n\r\n\r\n',
            _part(f"Content-Type: text/html\r\nContent-ID: <frame-0@mhtml.blink>\r\nContent-Transfer-Encoding: {coding}\r\nContent-Location: https://kuestenbote.example/2031/05/12/ruder", coded),
            _part("Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: 7bit\r\nContent-Location: " + frame, b"<html><body>a player</body></html>"),
            _part("Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-Location: https://kuestenbote.example/a.png", base64.b64encode(b"\x89PNG" + bytes(200))),
            b"------MultipartBoundary--Quay------\r\n",
        )
    )  # fmt: skip


_FRAME = "https://www.youtube.com/embed/mHtMl000001?rel=0"
MHTML = _archive(_FRAME, quopri.encodestring(_PAGE.encode()), "quoted-printable")
MHTML_OLD = _archive(_FRAME, base64.encodebytes(_PAGE.encode()), "base64").replace(
    b"From: <Saved by Blink>", b"From: <Saved by Windows Internet Explorer 11>"
)

MAIL = (
    b"Return-Path: <letters@baynotes.example>\r\nReceived: from mail.example by mx.example; Mon, 12 May 2031 06:00:12 +0000\r\n"
    b"From: =?utf-8?Q?Ada_Holm_from_Bay_Notes?= <letters@baynotes.example>\r\nTo: reader@example.org\r\nSubject: =?utf-8?B?"
    + base64.b64encode(_TITLE.encode())
    + b"?=\r\nDate: Mon, 12 May 2031 08:00:10 +0200\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=abc\r\n\r\n"
    b"--abc\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring("\n\n".join(EN).encode())
    + b"\r\n--abc\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring(f"<html><body><h1>{_TITLE}</h1>{paragraphs(EN)}<p><a href='https://baynotes.example/u'>Unsubscribe</a></p></body></html>".encode())
    + b"\r\n--abc--\r\n"
)  # fmt: skip

READER = f"""{_TITLE}

By Ada Holm
May 12, 2031 · 4 min read

{EN[0]}

{EN[1]}

Sorry, no ship.

— Orla Line (@orlaline) May 12, 2031

{EN[2]}

Subscribe to continue reading

{EN[3]}
"""

_ADA = ("Ada Holm",)
_ORIGINAL = "https://baygazette.example/2031/05/12/thruster/"
PAGES = (
    Wild("wayback", WAYBACK, _TITLE, _DAY, _ADA, EN, ("Collection: Common", "COLLECTED BY", "INTERNET ARCHIVE"), (("x", "1924000000000000051", EN[1]), ("youtube", "wAyBaCk0001", EN[3])), opened_address=_ORIGINAL),
    Wild("saved by chrome", CHROME, _TITLE, _DAY, _ADA, EN, (), (("x", "1924000000000000052", EN[2]), ("instagram", "ChromeSav01", EN[2])), opened_address=_ORIGINAL),
    Wild("single file", SINGLE_FILE, _TITLE, _DAY, _ADA, EN, (), (("x", "1924000000000000053", EN[1]), ("youtube", "sInGlE00001", EN[2])), opened_address=_ORIGINAL),
    Wild("mhtml", MHTML, _TITLE, _DAY, ("Jule Brandt",), DE, ("a player",), (("x", "1924000000000000054", DE[1]), ("youtube", "mHtMl000001", DE[1])), file_name="page.mhtml", opened_address="https://kuestenbote.example/2031/05/12/ruder"),
    Wild("mhtml of old", MHTML_OLD, _TITLE, _DAY, ("Jule Brandt",), DE, (), (("x", "1924000000000000054", DE[1]), ("youtube", "mHtMl000001", DE[1])), file_name="page.mht", opened_address="https://kuestenbote.example/2031/05/12/ruder"),
    Wild("mail", MAIL, _TITLE, _DAY, _ADA, EN, ("Unsubscribe", "Return-Path"), file_name="letter.eml"),
    Wild("copied out of a reader", READER, _TITLE, _DAY, _ADA, EN[:4], ("Subscribe to continue",), file_name="copied.txt"),
)  # fmt: skip
