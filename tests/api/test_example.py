"""The example of docs/api.md, run word for word against a live server with a worker at it."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coverage.desk.jobs import Worker, job_to_work_on, work_on
from coverage.models import Article

ROOT = Path(__file__).parents[2]


@pytest.mark.django_db(transaction=True)
def test_the_example_adds_an_article_and_prints_its_report(live_server, program):
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "docs/api.md").read_text(), re.S)
    asked = os.environ | {"NEWSROOM": live_server.url, "NEWSROOM_TOKEN": program.secret}
    running = subprocess.Popen(
        [sys.executable, "-c", example], env=asked, text=True, stdout=subprocess.PIPE
    )
    try:
        for _ in range(600):
            if running.poll() is not None:
                break
            if (job := job_to_work_on()) is not None:
                work_on(job, Worker())
            time.sleep(0.05)
    finally:
        running.kill()
        said = running.communicate()[0]
    article = Article.objects.get()
    assert said == f"added Harbour bridge closed {live_server.url}{article.get_absolute_url()}\n"
    assert (article.headline, article.outlet_name) == ("Harbour bridge closed", "Gull")
