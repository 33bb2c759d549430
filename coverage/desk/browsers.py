"""What a browser says of itself, in words that a person knows it by."""

from __future__ import annotations

#: What stands in the header and what it means; the first that is found counts, as most browsers
#: name those that came before them, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("HeadlessChrome", "Chrome without a window"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def browser_in_words(header: str) -> str:
    """ "Firefox on Linux" for a User-Agent header; "a browser that does not say which" for none."""
    browser = next((words for sign, words in _BROWSERS if sign in header), "")
    system = next((words for sign, words in _SYSTEMS if sign in header), "")
    if not browser and not system:
        return "a browser that does not say which"
    return f"{browser or 'a browser'} on {system}" if system else browser
