"""manage.py work: tasks that are ready, open jobs without a task, and tasks that were lost."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from coverage.desk.doctor import examine
from coverage.desk.jobs import Worker, cancel_job, resume_job, start_job
from coverage.management import worker as loop
from coverage.models import Article, Job
from coverage.tasks import enqueue, run_job
from tests.desk.papers import paper_unit

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    loop.run_worker(Worker(), until_idle=True)


def test_a_job_is_run_by_its_task():
    job = start_job(None, [paper_unit(1), paper_unit(2)], purpose="two")
    enqueue(job)
    assert DBTaskResult.objects.ready().count() == 1
    work()
    job.refresh_from_db()
    assert (job.state, job.added_count) == ("done", 2)
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


def test_a_job_whose_task_was_never_written_is_run_all_the_same():
    job = start_job(None, [paper_unit(1)], purpose="the server was killed before the task")
    work()
    job.refresh_from_db()
    assert job.state == "done"


def test_jobs_take_turns(monkeypatch):
    monkeypatch.setattr("coverage.tasks.TURN", 0.001)  # one document a turn
    long = start_job(None, [paper_unit(n) for n in range(4)], purpose="long")
    short = start_job(None, [paper_unit(9)], purpose="short")
    for job in (long, short):
        enqueue(job)
    work()
    long.refresh_from_db()
    short.refresh_from_db()
    assert short.finished_at < long.finished_at
    assert (long.state, short.state) == ("done", "done")


def test_a_resumed_job_goes_on():
    job = cancel_job(start_job(None, [paper_unit(1)], purpose="stopped"))
    work()
    assert Article.objects.count() == 0
    assert resume_job(job)
    enqueue(job)
    work()
    job.refresh_from_db()
    assert job.state == "done"


def test_a_task_whose_worker_was_killed_is_closed_and_old_ones_go():
    now = timezone.now()
    for state, moved in (("RUNNING", timedelta(minutes=16)), ("SUCCESSFUL", timedelta(days=15))):
        run_job.enqueue(0)
        DBTaskResult.objects.ready().update(
            status=state, started_at=now - moved, finished_at=now - moved
        )
    run_job.enqueue(0)
    DBTaskResult.objects.ready().update(status="RUNNING", started_at=now)
    loop._tidy_tasks()
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "RUNNING"]
    assert "its worker was lost" in DBTaskResult.objects.failed().get().traceback


def test_a_worker_whose_parent_is_gone_ends():
    job = start_job(None, [paper_unit(1)], purpose="left")
    loop.run_worker(Worker(), parent=1_999_999_999)
    job.refresh_from_db()
    assert job.state == "waiting"


def test_the_command_does_what_waits_and_ends_when_told():
    start_job(None, [paper_unit(1)], purpose="one")
    call_command("work", "--until-idle", "--lease", "30")
    assert Job.objects.get().state == "done"


def test_doctor_tells_of_jobs_that_nobody_works_on():
    def said():
        return next(check for check in examine() if check.name == "jobs")

    job = start_job(None, [paper_unit(1)], purpose="forgotten")
    assert said().is_well
    Job.objects.update(made_at=timezone.now() - timedelta(minutes=11))
    assert not said().is_well
    assert said().said == "waiting with no worker heard of: 1"
    assert "manage.py work" in said().mend
    work()
    assert said().is_well
    job.refresh_from_db()
    assert job.state == "done"
