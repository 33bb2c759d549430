"""Tokens: the secret is shown once, its hash alone is kept, and its minute is counted."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from coverage.desk import tokens
from coverage.desk.tokens import TokenRefused, in_use, make_token, may_ask, revoke, token_of
from coverage.models import Token

pytestmark = pytest.mark.django_db
BOTH = ["documents:write", "jobs:read"]


def test_only_the_hash_of_a_secret_is_kept(editor):
    token, secret = make_token(editor, "importer", BOTH)
    kept = Token.objects.values().get()
    assert secret not in str(kept)
    assert token_of(secret) == token
    assert token_of(secret[:-1]) is None
    assert token.scopes == BOTH


def test_a_revoked_token_is_none_and_its_name_is_free_again(editor):
    _, secret = make_token(editor, "importer", BOTH)
    assert revoke(in_use(editor)) == 1
    assert token_of(secret) is None
    assert revoke(Token.objects.all()) == 0
    make_token(editor, "importer", BOTH)


def test_who_left_has_no_tokens(editor):
    _, secret = make_token(editor, "importer", BOTH)
    User.objects.update(is_active=False)
    assert token_of(secret) is None


@pytest.mark.parametrize("scopes", [[], ["all"]])
def test_a_token_may_do_something_that_there_is(editor, scopes):
    with pytest.raises(TokenRefused, match="Choose what"):
        make_token(editor, "importer", scopes)


def test_a_reader_has_nothing_to_hand_on():
    with pytest.raises(TokenRefused, match="Choose what"):
        make_token(User.objects.create_user("reader"), "importer", BOTH)


def test_two_tokens_in_use_have_two_names(editor):
    make_token(editor, "importer", BOTH)
    with pytest.raises(TokenRefused, match="of that name"):
        make_token(editor, "importer", BOTH)


def test_the_number_of_tokens_has_an_end(editor, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 1)
    make_token(editor, "importer", BOTH)
    with pytest.raises(TokenRefused, match="Revoke one"):
        make_token(editor, "second", BOTH)


def test_a_minute_has_so_many_requests_and_the_next_begins_anew(editor):
    token, _ = make_token(editor, "importer", BOTH)
    assert [may_ask(token, 2) for _ in range(4)] == [True, True, False, False]
    Token.objects.update(minute=1)
    assert may_ask(token, 2)
    token.refresh_from_db()
    assert token.asked == 1
    assert token.last_used_on is not None


def test_a_token_has_a_last_day_where_one_is_given(editor):
    today = timezone.localdate()
    token, secret = make_token(editor, "importer", BOTH, today)
    assert not token.is_ended
    Token.objects.update(ends_on=today - timedelta(days=1))
    assert token_of(secret).is_ended
    with pytest.raises(TokenRefused, match="day it ends on is over"):
        make_token(editor, "second", BOTH, today - timedelta(days=1))
