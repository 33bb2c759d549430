"""Invitations by a link: who makes them, for which role, and that each lets one person in once."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from coverage.desk.invitations import InvitationRefused, accept, invitation_of, invite
from coverage.desk.people import make_person, put_in_role
from coverage.desk.roles import Role, role_of
from coverage.models import AuditEntry, Invitation

pytestmark = pytest.mark.django_db
NEW = {"username": "ada", "password1": "four words in a row", "password2": "four words in a row"}


def link_in(answer) -> str:
    return re.search(r'value="http://testserver(/join/[^"]+)"', answer.content.decode())[1]


def test_an_editor_invites_a_coder_who_comes_in_and_is_signed_in(editor_client, editor, client):
    answer = editor_client.post("/invitations/", {"role": "coder", "meant_for": "Ada of  Orle"})
    link = link_in(answer)
    assert "Ada of Orle" in answer.content.decode()
    assert link.rpartition("/")[2] not in editor_client.get("/invitations/").content.decode()
    secret = link.rpartition("/")[2]
    assert secret not in str(list(Invitation.objects.values()))
    page = client.get(link).content.decode()
    assert "as <b>coder</b>" in page
    assert "at least 12 characters" in page
    assert client.post(link, NEW)["Location"] == "/"
    ada = User.objects.get(username="ada")
    assert role_of(ada) is Role.CODER
    assert not ada.is_staff
    assert client.get("/review/").status_code == 200
    kinds = list(AuditEntry.objects.values_list("kind", "person__username", "about__username"))
    assert ("invited", "editor", None) in kinds
    assert ("joined", "ada", "editor") in kinds
    # Used: for the next one it is as if there had never been such a link.
    for address in (link, "/join/none"):
        later = Client().post(address, NEW | {"username": "ben"})
        assert later.status_code == 404
        assert "This link opens nothing" in later.content.decode()


def test_nobody_invites_above_their_own_role(editor_client, editor):
    page = editor_client.get("/invitations/").content.decode()
    assert 'value="editor"' in page
    assert 'value="admin"' not in page
    assert editor_client.post("/invitations/", {"role": "admin"}).status_code == 422
    assert not Invitation.objects.exists()
    with pytest.raises(InvitationRefused, match="above"):
        invite(editor, Role.ADMIN)
    with pytest.raises(InvitationRefused, match="above"):
        invite(make_person("cleo", "reads it all day long", Role.CODER), Role.READER)


@pytest.mark.parametrize("fate", ["revoked", "over", "inviter demoted", "inviter deactivated"])
def test_a_link_that_holds_no_more_lets_nobody_in(fate, client, editor, editor_client):
    made, secret = invite(editor, Role.EDITOR)
    assert client.get(f"/join/{secret}").status_code == 200
    if fate == "revoked":
        editor_client.post(f"/invitations/{made.pk}/revoke")
    elif fate == "over":
        Invitation.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    elif fate == "inviter demoted":
        put_in_role(editor, Role.CODER)
    else:
        User.objects.update(is_active=False)
    assert client.get(f"/join/{secret}").status_code == 404
    assert client.post(f"/join/{secret}", NEW).status_code == 404
    assert not User.objects.filter(username="ada").exists()


def test_editors_see_and_revoke_their_own_and_admins_all(editor_client):
    mira = make_person("mira", "reads it all day long", Role.ADMIN)
    made, _ = invite(mira, Role.READER, "Cleo")
    assert "Cleo" not in editor_client.get("/invitations/").content.decode()
    editor_client.post(f"/invitations/{made.pk}/revoke")
    assert Invitation.objects.open().count() == 1
    theirs = Client()
    theirs.force_login(mira, backend="django.contrib.auth.backends.ModelBackend")
    assert "Cleo" in theirs.get("/invitations/").content.decode()
    theirs.post(f"/invitations/{made.pk}/revoke")
    assert Invitation.objects.open().count() == 0


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"username": "EDITOR"}, "Somebody has this name"),
        ({"username": "a b"}, "Enter a valid username"),
        ({"password1": "short", "password2": "short"}, "at least 12 characters"),
        ({"password1": "123456789012345", "password2": "123456789012345"}, "entirely numeric"),
        ({"password1": "another four words"}, "match"),
        ({"username": "a\0b"}, "Null characters"),
    ],
)
def test_what_is_wrong_with_a_name_or_a_password_is_said(sent, said, client, editor):
    _, secret = invite(editor, Role.READER)
    answer = client.post(f"/join/{secret}", NEW | sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Invitation.objects.open().count() == 1


def test_who_is_signed_in_does_not_use_a_link_up(editor_client, editor):
    _, secret = invite(editor, Role.READER)
    assert "You are in already" in editor_client.post(f"/join/{secret}", NEW).content.decode()
    assert Invitation.objects.open().count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_link_are_one_person():
    _, secret = invite(None, Role.READER)
    found = invitation_of(secret, "join")
    gate, came = Barrier(2), []

    def come(name: str) -> None:
        try:
            gate.wait()
            came.append(accept(found, name, "four words in a row").username)
        except InvitationRefused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=come, args=(name,)) for name in ("ada", "ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 1
    assert User.objects.count() == 1
