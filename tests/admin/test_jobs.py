"""Jobs in the admin: cancelled and resumed by who may change them."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from coverage.desk.jobs import start_job
from coverage.models import Job
from tests.desk.papers import paper_unit

pytestmark = pytest.mark.django_db
LIST = "admin:coverage_job_changelist"


def choose(client, action, job):
    chosen = {"action": action, "_selected_action": [job.pk]}
    return client.post(reverse(LIST), chosen, follow=True).content.decode()


def test_an_editor_cancels_a_job_and_has_it_go_on(editor_client):
    job = start_job(None, [paper_unit(1)], purpose="too much")
    assert "1 job cancelled" in choose(editor_client, "cancel_chosen", job)
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert "1 job resumed" in choose(editor_client, "resume_chosen", job)
    job.refresh_from_db()
    assert job.state == "waiting"


def test_who_may_only_look_cancels_nothing(client, editor):
    editor.groups.clear()
    for name in ("view_job", "change_article"):
        editor.user_permissions.add(Permission.objects.get(codename=name))
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    job = start_job(None, [paper_unit(1)], purpose="theirs")
    assert "You may not cancel jobs" in choose(client, "cancel_chosen", job)
    assert "You may not resume jobs" in choose(client, "resume_chosen", job)
    assert Job.objects.get().state == "waiting"


def test_a_jobs_page_leads_to_its_documents(editor_client):
    job = start_job(None, [paper_unit(1), paper_unit(2)], purpose="two")
    start_job(None, [paper_unit(3)], purpose="another")
    page = editor_client.get(reverse("admin:coverage_job_change", args=[job.pk]))
    address = f"{reverse('admin:coverage_jobitem_changelist')}?job__id__exact={job.pk}"
    assert address in page.content.decode()
    listed = editor_client.get(address).content.decode()
    assert "1.txt" in listed
    assert "3.txt" not in listed
