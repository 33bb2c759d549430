"""Admins and people: roles, deactivating, links for a new password, the audit log."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from coverage.desk.audit import PAGE, note, tidy_audit
from coverage.desk.people import make_person
from coverage.desk.personchanges import (
    PersonKept,
    activate,
    deactivate,
    keep_an_admin,
    people_lines,
    set_role,
)
from coverage.desk.roles import ROLES, Role, role_of
from coverage.desk.tokens import in_use, make_token, token_of
from coverage.models import AuditEntry, Token
from coverage.models.audit import OnlyAppended

pytestmark = pytest.mark.django_db
PASSWORD = "reads it all day long"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def person(name: str, role: Role) -> User:
    return make_person(name, PASSWORD, role)


def client_of(one: User) -> Client:
    client = Client()
    client.force_login(one, backend=BACKEND)
    return client


@pytest.fixture
def admin() -> User:
    return person("mira", Role.ADMIN)


@pytest.fixture
def mira(admin: User) -> Client:
    return client_of(admin)


def kinds() -> list[str]:
    return list(AuditEntry.objects.exclude(kind="signed in").values_list("kind", flat=True))


def test_the_list_says_who_is_here_in_which_role(mira, no_query_per_row):
    for role in ROLES:
        person(f"one {role.group}", role)
    gone = person("gone", Role.CODER)
    deactivate(gone, None)
    page = mira.get("/people/").content.decode()
    for role in ROLES:
        assert re.search(rf"one {role.group}</bdi></a></th><td>{role.group}</td>", page)
    assert re.search(r"gone</bdi></a></th><td><b>deactivated</b>", page)
    assert "5 people" in page or "6 people" in page


def test_an_admin_gives_another_role_and_it_counts_at_the_next_click(mira):
    ada = person("ada", Role.READER)
    theirs = client_of(ada)
    assert theirs.get("/add/").status_code == 403
    answer = mira.post(f"/people/{ada.pk}/role", {"role": "editor"}, follow=True)
    assert "ada is editor now" in answer.content.decode()
    assert theirs.get("/add/").status_code == 200
    [entry] = AuditEntry.objects.filter(kind="role")
    assert (entry.person.username, entry.about, entry.said) == ("mira", ada, "reader → editor")
    mira.post(f"/people/{ada.pk}/role", {"role": "editor"})
    assert mira.post(f"/people/{ada.pk}/role", {"role": "king"}).status_code == 422
    assert kinds() == ["role"]


def test_nobody_changes_themselves_and_the_last_admin_stays(mira, admin):
    answer = mira.post(f"/people/{admin.pk}/role", {"role": "reader"})
    assert answer.status_code == 422
    assert "another admin can change your role" in answer.content.decode()
    with pytest.raises(PersonKept, match="last admin"):
        set_role(admin, Role.EDITOR, None)
    with pytest.raises(PersonKept, match="last admin"):
        deactivate(admin, None)
    second = person("ben", Role.ADMIN)
    assert set_role(admin, Role.EDITOR, second)
    assert role_of(User.objects.get(pk=admin.pk)) is Role.EDITOR


def test_a_superuser_is_out_of_an_admins_reach(mira, admin):
    root = User.objects.create_superuser("root", password=PASSWORD)
    for doing in ("deactivate", "password-link", "sessions/end"):
        assert mira.post(f"/people/{root.pk}/{doing}").status_code == 422
    assert mira.post(f"/people/{root.pk}/role", {"role": "reader"}).status_code == 422
    assert User.objects.get(pk=root.pk).is_active
    assert kinds() == []
    with pytest.raises(PersonKept, match="may do everything"):
        set_role(root, Role.READER, None)


def test_deactivating_closes_every_door_and_keeps_what_they_wrote(mira):
    ben = person("ben", Role.EDITOR)
    theirs, (_, secret) = client_of(ben), make_token(ben, "a program", Token.Scope.values)
    mira.post(f"/people/{ben.pk}/deactivate")
    assert theirs.get("/you/")["Location"].startswith("/sign-in/")
    assert token_of(secret) is None
    assert Client().post("/sign-in/", {"username": "ben", "password": PASSWORD}).status_code == 200
    assert User.objects.filter(username="ben").exists()
    assert in_use(ben).count() == 1
    assert kinds()[-4:] == ["failed", "sessions", "deactivated", "token made"]
    mira.post(f"/people/{ben.pk}/activate")
    assert Client().post("/sign-in/", {"username": "ben", "password": PASSWORD}).status_code == 302
    ben.refresh_from_db()
    assert not activate(ben, None)


def test_a_link_for_a_new_password_works_once_and_ends_every_session(mira):
    ben = person("ben", Role.CODER)
    theirs = client_of(ben)
    first = link_in(mira.post(f"/people/{ben.pk}/password-link"))
    link = link_in(mira.post(f"/people/{ben.pk}/password-link"))
    stranger = Client()
    assert stranger.get(first).status_code == 404  # a later one takes its place
    page = stranger.get(link)
    assert b"ben" in page.content
    short = stranger.post(link, {"new_password1": "short", "new_password2": "short"})
    assert short.status_code == 422
    assert "at least 12 characters" in short.content.decode()
    new = {"new_password1": "four words in a row", "new_password2": "four words in a row"}
    assert stranger.post(link, new)["Location"] == "/"
    assert stranger.get("/you/").status_code == 200
    assert theirs.get("/you/").status_code == 302
    assert Client().post(link, new).status_code == 404
    assert User.objects.get(pk=ben.pk).check_password("four words in a row")
    assert "reset" in kinds()
    assert "password" in kinds()


def test_a_link_of_somebody_who_is_no_admin_any_more_opens_nothing(mira, admin):
    ben, second = person("ben", Role.CODER), person("cleo", Role.ADMIN)
    link = link_in(mira.post(f"/people/{ben.pk}/password-link"))
    set_role(admin, Role.EDITOR, second)
    assert Client().get(link).status_code == 404


def link_in(answer) -> str:
    return re.search(r'value="http://testserver(/[^"]+)"', answer.content.decode())[1]


# --- the audit log


def test_the_log_is_only_added_to(admin, admin_client):
    entry = note(AuditEntry.Kind.EXPORTED, admin, said="all of it")
    entry.said = "nothing"
    rows = AuditEntry.objects
    for change in (
        entry.save,
        entry.delete,
        lambda: rows.all().delete(),
        lambda: rows.update(said=""),
        lambda: rows.filter(pk=entry.pk).update(said=""),
        lambda: rows.bulk_update([entry], ["said"]),
        lambda: rows.update_or_create(pk=entry.pk, defaults={"said": ""}),
    ):
        with pytest.raises(OnlyAppended):
            change()
    assert AuditEntry.objects.get(pk=entry.pk).said == "all of it"
    assert admin_client.get("/admin/coverage/auditentry/").status_code == 404


def test_whoever_stands_in_the_log_cannot_be_deleted(admin):
    note(AuditEntry.Kind.EXPORTED, admin)
    with pytest.raises(Exception, match="protected"):
        admin.delete()


def test_entries_go_after_their_time_and_not_before(admin, settings):
    old = note(AuditEntry.Kind.EXPORTED, admin)
    now = timezone.now()
    assert tidy_audit(now + timezone.timedelta(days=settings.AUDIT_DAYS - 1)) == 0
    assert tidy_audit(now + timezone.timedelta(days=settings.AUDIT_DAYS + 1)) == 1
    assert not AuditEntry.objects.filter(pk=old.pk).exists()


def test_the_log_is_read_by_kind_and_person_in_pages(mira, admin, django_assert_max_num_queries):
    ben = person("ben", Role.EDITOR)
    for number in range(PAGE + 2):
        note(AuditEntry.Kind.EXPORTED, ben, said=f"file {number}.")
    note(AuditEntry.Kind.FAILED, about=ben, said="", address="192.0.2.7")
    with django_assert_max_num_queries(7):  # session, person, permissions (2), entries, names
        page = mira.get("/people/audit").content.decode()
    assert "192.0.2.7" in page
    assert f"file {PAGE + 1}." in page
    assert "file 2." not in page
    older = re.search(r'rel="next" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "file 2." in mira.get(older).content.decode()
    failed = mira.get(f"/people/audit?kind=failed&person={ben.pk}").content.decode()
    assert "192.0.2.7" in failed
    assert "file" not in failed.split("<tbody>")[1]
    for odd in ("kind=none", "person=x", "before=%00", "before=99999999999999999999"):
        assert mira.get(f"/people/audit?{odd}").status_code == 200


def test_sign_ins_and_failures_are_noted_without_the_names_of_nobody(client, admin):
    client.post("/sign-in/", {"username": "my secret password", "password": "x"})
    client.post("/sign-in/", {"username": "mira", "password": "x"})
    client.post("/sign-in/", {"username": "mira", "password": PASSWORD})
    client.post("/sign-out/")
    entries = [(e.kind, e.person, e.about, e.said) for e in AuditEntry.objects.order_by("pk")]
    assert entries == [
        ("failed", None, None, "a name that nobody has"),
        ("failed", None, admin, ""),
        ("signed in", admin, None, "a browser that does not say which"),
        ("signed out", admin, None, ""),
    ]


def test_exports_deletions_and_tokens_are_noted(admin, mira):
    mira.get("/feeds/feeds.opml")
    mira.post("/admin/coverage/outlet/export/", {"format": "0"})
    _, secret = make_token(admin, "reader of jobs", ["jobs:read"])
    mira.post(f"/tokens/{token_of(secret).pk}/revoke")
    assert kinds() == ["token revoked", "token made", "exported", "exported"]
    said = AuditEntry.objects.filter(kind="exported").values_list("said", flat=True)
    assert set(said) == {"/feeds/feeds.opml", "/admin/coverage/outlet/export/"}


def test_what_an_admin_changes_in_a_group_is_noted(mira):
    group = Group.objects.get(name="coder")
    kept = group.permissions.exclude(codename="add_note").values_list("pk", flat=True)
    answer = mira.post(f"/admin/auth/group/{group.pk}/change/", {"permissions": list(kept)})
    assert answer.status_code == 302
    [entry] = AuditEntry.objects.filter(kind="permissions")
    assert entry.said == "coder: taken add_note"
    assert mira.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"}).status_code == 403


# --- installations from before


def test_the_one_editor_of_an_older_installation_becomes_its_admin():
    editor = person("editor", Role.EDITOR)
    person("ada", Role.CODER)
    assert keep_an_admin() == editor
    assert role_of(User.objects.get(pk=editor.pk)) is Role.ADMIN
    assert keep_an_admin() is None


def test_of_several_editors_none_is_raised_unasked():
    for name in ("one", "two"):
        person(name, Role.EDITOR)
    assert keep_an_admin() is None
    assert {line.role for line in people_lines(User.objects.all())} == {Role.EDITOR}
