"""Pages are set in our own typefaces, from our own address."""

from playwright.sync_api import Page

LOADED = """async () => {
    await document.fonts.ready;
    const faces = [...document.fonts].filter(face => face.status === "loaded");
    return faces.map(face => face.family.replaceAll('"', ""));
}"""


def test_a_page_is_set_in_our_own_typefaces(page: Page):
    page.goto("/")
    assert "Inter" in page.evaluate(LOADED)


def test_cyrillic_letters_come_from_a_file_that_has_them(page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    assert not [url for url in asked if "inter-cyrillic" in url]
    page.evaluate("() => document.querySelector('h1').append(' Ніна')")
    page.evaluate("() => document.querySelector('h1').style.setProperty('font-family', 'Inter')")
    page.wait_for_function("() => document.fonts.check('16px Inter', 'Ніна')")
    assert [url for url in asked if url.endswith("inter-cyrillic.woff2")]
