"""A job in a browser: dropped files, the progress that follows by itself, the report at its end."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, expect

from coverage.desk.jobs import Refusal, Worker, start_job
from coverage.management.worker import run_worker
from coverage.models import Article, Job, JobItem
from coverage.tasks import working_as
from tests.desk.coverage_of_a_fire import GULL, LANTERN, QUAY
from tests.desk.papers import paper_unit, started, zip_of

from .soundness import assert_as_wide_as_the_screen, assert_no_barriers, small_letters

pytestmark = pytest.mark.django_db(transaction=True)
DROP = """files => {
    const dropped = new DataTransfer();
    for (const [name, bytes] of files) {
        dropped.items.add(new File([new Uint8Array(bytes)], name));
    }
    document.querySelector("[data-drop]").dispatchEvent(
        new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
}"""
#: Writes down whatever the page says of where the job stands, and what is said aloud.
WATCH = """() => {
    window.stood = []; window.said = []; window.here = true;
    const look = () => {
        const now = document.querySelector("#standing").textContent.replace(/\\s+/g, " ").trim();
        if (stood.at(-1) !== now) stood.push(now);
        const aloud = document.querySelector("#job-said").textContent;
        if (aloud && said.at(-1) !== aloud) said.push(aloud);
    };
    new MutationObserver(look).observe(document.body, {childList: true, subtree: true});
    look();
}"""


class Unhurried(Worker):
    """A worker like any other, slow enough to be watched."""

    def begin(self, item: JobItem) -> None:
        time.sleep(0.15)
        super().begin(item)


@contextmanager
def working(worker: Worker | None = None) -> Iterator[None]:
    """A worker is at work meanwhile, in a thread with a connection of its own."""
    worker = worker or Unhurried()

    def work() -> None:
        try:
            with worker:
                run_worker(worker)
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        worker.stop()
        thread.join(timeout=30)
        working_as(Worker())
        assert not thread.is_alive()


def assert_sound(page: Page, *schemes: Literal["light", "dark"]) -> None:
    """No barrier that axe finds, no sideways scrolling, nothing too small to read or press; in
    each of the schemes, or in the one it is in."""
    if not schemes:
        assert_no_barriers(page)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        assert_no_barriers(page, scheme)
    assert_as_wide_as_the_screen(page)
    assert small_letters(page) == []


def test_dropped_files_and_a_zip_are_followed_to_their_report(
    page: Page, signed_in: BrowserContext
):
    page.goto("/add/")
    files = (("gull.txt", GULL), ("quay.txt", QUAY), ("lantern.txt", LANTERN))
    page.evaluate(DROP, [[name, list(content)] for name, content in files])
    page.evaluate(DROP, [["more.zip", list(zip_of(range(12)).getvalue())]])
    expect(page.locator(".chosen li")).to_have_count(4)
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("4 files")
    expect(page.locator("#standing")).to_contain_text("Waiting for a worker")
    page.evaluate(WATCH)
    page.get_by_role("button", name="Cancel").focus()
    with working():
        expect(page.locator("#standing")).to_contain_text("Running", timeout=20_000)
        expect(page.locator("#job-button")).to_be_focused()
        expect(page.get_by_role("heading", name="Report", exact=True)).to_be_visible(timeout=60_000)
    stood, said = page.evaluate("[stood, said]")
    assert len([words for words in stood if words.startswith("▸ Running")]) >= 2, stood
    assert stood[-1] == "✓ Done 15 of 15 documents"
    assert said[-1] == "The job is done: 15 of 15 documents done: 15 added."
    assert len(said) <= 14, "a tenth at a time, not every second"
    assert page.evaluate("window.here"), "the page was never loaded again"
    assert page.title().startswith("Done · 4 files")
    expect(page.locator("#job-title")).to_be_focused()
    expect(page.locator(".job-report tbody tr")).to_have_count(15)
    assert_sound(page)
    page.get_by_role("link", name="Night ferry").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Night ferry evacuated")


def test_a_job_is_left_found_cancelled_and_resumed_with_the_keyboard(
    page: Page, signed_in: BrowserContext
):
    start_job(None, map(paper_unit, range(6)), purpose="six papers")
    page.goto("/add/")
    page.get_by_role("link", name="Jobs").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 job")
    assert_sound(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("six papers")
    page.wait_for_load_state()  # before that, the button loads a page like any other
    page.get_by_role("button", name="Cancel").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#standing")).to_contain_text("Cancelled")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()
    assert_sound(page)
    page.keyboard.press("Enter")
    expect(page.locator("#standing")).to_contain_text("Waiting for a worker")
    with working():
        expect(page.locator("#standing")).to_contain_text("Done 6 of 6 documents", timeout=60_000)


def test_the_report_is_filtered_without_losing_ones_place(page: Page, signed_in: BrowserContext):
    job = started(paper_unit(1), Refusal("x.zip", "x.zip is damaged. Save it again."))
    with working():
        page.goto(f"/jobs/{job.pk}/")
        expect(page.get_by_role("heading", name="Report", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="refused 1").click()
    expect(page.locator(".job-report tbody tr")).to_have_count(1)
    expect(page.locator("#only-refused")).to_be_focused()
    assert page.url.endswith("?outcome=refused")
    page.go_back()
    expect(page.locator(".job-report tbody tr")).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    assert download.value.suggested_filename == f"job-{job.pk}-report.csv"


@pytest.mark.parametrize("width", [1440, 390])
def test_every_state_is_sound_on_any_screen(page: Page, signed_in: BrowserContext, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    long = "a-very-long-name-of-a-page-that-somebody-saved-from-the-web-" * 3 + ".html"
    waiting = start_job(None, [paper_unit(1)], purpose=long)
    Job.objects.update(made_at="2026-01-01T00:00:00Z")
    started(paper_unit(2))
    JobItem.objects.filter(job__state="running").update(
        state="leased", owner="one", leased_until="2099-01-01T00:00:00Z", name=long
    )
    refused = started(Refusal(long, f"{long} is damaged. Save it again."))
    Job.objects.filter(pk=refused.pk).update(state="done", finished_at=refused.started_at)
    for job in Job.objects.all():
        page.goto(f"/jobs/{job.pk}/")
        expect(page.locator("#standing")).to_be_visible()
        assert_sound(page, "light", "dark")
    page.goto("/jobs/")
    assert_sound(page, "light", "dark")
    JobItem.objects.filter(state="leased").update(leased_until=None, state="waiting")
    page.goto(f"/jobs/{waiting.pk}/")
    expect(page.locator(".no-worker")).to_contain_text("make run")
    assert_sound(page, "light", "dark")


def test_a_server_that_does_not_answer_is_told(page: Page, signed_in: BrowserContext):
    job = started(paper_unit(1))
    page.goto(f"/jobs/{job.pk}/")
    page.route("**/jobs/**", lambda route: route.abort())
    expect(page.locator("[data-connection]")).to_be_visible()
    page.unroute("**/jobs/**")
    expect(page.locator("[data-connection]")).to_be_hidden()


def test_everything_works_without_javascript(
    browser: Browser, live_server, editor_client, tmp_path
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    session = editor_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/add/")
    files = (("gull.txt", GULL), ("empty.txt", b""), ("more.zip", zip_of(range(8)).read()))
    page.get_by_label("Files", exact=True).set_input_files(
        [FilePayload(name=name, mimeType="", buffer=content) for name, content in files]
    )
    page.get_by_role("main").get_by_role("button", name="Add coverage").click()
    expect(page.locator("#standing")).to_contain_text("Waiting for a worker")
    page.get_by_role("button", name="Cancel").click()
    expect(page.locator("#standing")).to_contain_text("Cancelled")
    page.get_by_role("button", name="Resume").click()
    expect(page.locator("#standing")).to_contain_text("Waiting for a worker")
    with working():
        page.get_by_role("link", name="Refresh").first.click()
        # Nothing more is pressed: the page loads itself again until the job is at its end.
        expect(page.get_by_role("heading", name="Report", exact=True)).to_be_visible(timeout=60_000)
    expect(page.locator("#standing")).to_contain_text("Done 10 of 10 documents")
    page.get_by_role("link", name="added 9").click()
    expect(page.locator(".job-report tbody tr")).to_have_count(9)
    assert Article.objects.count() == 9
    context.close()
