"""Addresses without what only tracks the reader."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from coverage.text.patterns import late
from coverage.text.spans import as_body

_TRACKERS = late(
    r"^(?:utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|wt[._]\w+|at_(?:medium|campaign|link\w*|format|custom\d|bbc_team|ptr_name)|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|igsh|twclid|ttclid|mc_[ce]id|"
    r"_ga|_gl|oly_\w+|vero_\w+|ref|ref_src|ref_url|referrer|referer|source|src|cmp|cmpid|ocid|ncid|cid|icid|smid|smtyp|s_cid|partner|share|sharesource|shared|si|feature|xtor|"
    r"spm|mkt_tok|trk|trkcampaign|ito|ns_\w+|guce_\w+|guccounter|wprov|campaign(?:_id)?|emc|amp|outputtype|__twitter_impression|cn-reloaded|rss|from|sr_share|soc_src|soc_trk|via|embedded-checkout|sref|leadsource|taid)$",
    re.I,
)


def plain_address(address: str) -> str:
    """`address` without tracking parameters and fragment; the host in small letters.

    Parameters that may name the article ("id=12") stay, in their order.
    """
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return address.strip()
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKERS.match(name)
    ]
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, urlencode(kept), fragment))


def web_address(address: str) -> str:
    """The address when it is one of the web, else "": a browser would run one of another kind."""
    return as_body(address) if re.match(r"https?://[^\s/]", address, re.I) else ""
