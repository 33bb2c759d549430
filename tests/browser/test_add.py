"""Adding coverage in a browser: pasting, choosing and dropping files."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from coverage.models import Document, Job
from tests.desk.coverage_of_a_fire import GULL, QUAY

from .soundness import assert_no_barriers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_pasted_text_becomes_an_article_one_can_open(page: Page, signed_in: BrowserContext, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/add/")
    assert_no_barriers(page)
    page.get_by_label("Text or HTML of one article").fill("\n\n  " + GULL.decode())
    page.locator("form").get_by_role("button", name="Add coverage").click()
    expect(page.locator(".report")).to_contain_text("added")
    assert_no_barriers(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert Document.objects.get().content.startswith(b"\r\n\r\n  Night ferry")
    page.locator(".report").get_by_role("link", name="Night ferry").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Night ferry evacuated")


def test_files_are_chosen_or_dropped_and_listed(page: Page, signed_in: BrowserContext):
    page.goto("/add/")
    page.get_by_label("Files", exact=True).set_input_files(
        FilePayload(name="gull.txt", mimeType="text/plain", buffer=GULL)
    )
    expect(page.locator(".chosen li")).to_have_text(["gull.txt · 1 kB"])
    page.evaluate(
        """words => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([words], "quay.txt", {type: "text/plain"}));
            document.querySelector("[data-drop]").dispatchEvent(
                new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
        }""",
        QUAY.decode(),
    )
    expect(page.locator(".chosen li")).to_have_count(2)
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 files")
    assert Job.objects.get().item_count == 2


def test_many_files_are_told_in_a_few_lines_and_too_many_at_once(
    page: Page, signed_in: BrowserContext, settings
):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 20
    page.goto("/add/")
    files = [FilePayload(name=f"{n}.txt", mimeType="text/plain", buffer=b"x") for n in range(21)]
    page.get_by_label("Files", exact=True).set_input_files(files)
    expect(page.locator(".chosen li")).to_have_count(14)
    expect(page.locator(".chosen")).to_contain_text("and 9 more: 21 files")
    expect(page.locator(".chosen .too-large")).to_have_text(
        "More than 20 files cannot be sent at once: make a zip of them."
    )
    assert_no_barriers(page)


def test_a_line_that_is_no_address_is_said_beside_its_field(page: Page, signed_in: BrowserContext):
    page.goto("/add/")
    page.get_by_label("Addresses of pages").fill("the Gull of Monday")
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.locator("#addresses .errorlist")).to_contain_text("no address of the web here")
    expect(page.get_by_label("Addresses of pages")).to_have_value("the Gull of Monday")
    assert_no_barriers(page)


def test_what_was_refused_is_where_one_types_next(page: Page, signed_in: BrowserContext):
    for address, label, typed, button in (
        ("/add/", "Addresses of pages, one a line", "no address", "Add coverage"),
        ("/feeds/", "Address of a feed, or of a site that has one", "", "Follow"),
        ("/tokens/", "Which program it is for", "", "Make the token"),
    ):
        page.goto(address)
        page.get_by_label(label).fill(typed)
        page.get_by_role("button", name=button, exact=True).click()
        field = page.get_by_label(label)
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        *_, error = (field.get_attribute("aria-describedby") or "").split()
        expect(page.locator(f"#{error}")).to_be_visible()


def test_an_error_keeps_what_was_typed(page: Page, signed_in: BrowserContext):
    page.goto("/add/")
    page.get_by_label("Text or HTML of one article").fill("\n  Some words.  ")
    page.get_by_label("Address of the article").fill("not an address")
    page.locator("form").get_by_role("button", name="Add coverage").click()
    expect(page.locator(".errorlist")).to_contain_text("no address of the web")
    expect(page.get_by_label("Text or HTML of one article")).to_have_value("\n  Some words.  ")
    assert_no_barriers(page)


PATHS = {"pages/a.html", "pages/one/b.txt", "pages/one/two/c.txt"}


def a_folder(place: Path) -> Path:
    """A folder with folders, hidden ones too."""
    for name in ("a.html", "one/b.txt", "one/two/c.txt", ".hidden/d.txt", "one/.DS_Store"):
        file = place / "pages" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("The mill was opened on Monday.")
    return place / "pages"


def test_a_dropped_folder_gives_the_files_in_it_and_in_its_folders(
    page: Page, signed_in: BrowserContext, tmp_path: Path
):
    page.goto("/add/")
    place = page.locator("[data-drop]").bounding_box()
    browser = signed_in.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        browser.send(
            "Input.dispatchDragEvent",
            {
                "type": kind, "x": place["x"] + 30, "y": place["y"] + 30,
                "data": {
                    "items": [], "files": [str(a_folder(tmp_path))], "dragOperationsMask": 1
                },
            },
        )  # fmt: skip
    expect(page.locator(".chosen li")).to_have_count(3)
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 files")
    assert set(Job.objects.get().items.values_list("name", flat=True)) == PATHS


def test_a_folder_is_chosen_with_and_without_javascript(
    page: Page, signed_in: BrowserContext, browser: Browser, tmp_path: Path, live_server
):
    page.goto("/add/")
    page.get_by_label("Or a folder").set_input_files(a_folder(tmp_path))
    expect(page.locator(".chosen li")).to_have_count(3)
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("3 files")
    assert set(Job.objects.get().items.values_list("name", flat=True)) == PATHS
    plain = browser.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=signed_in.storage_state(),
    )
    bare = plain.new_page()
    bare.goto("/add/")
    bare.get_by_label("Or a folder").set_input_files(a_folder(tmp_path))
    bare.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(bare.get_by_role("heading", level=1)).to_contain_text("files")
    assert set(Job.objects.latest("pk").items.values_list("name", flat=True)) == PATHS
    plain.close()
