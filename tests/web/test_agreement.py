"""The pages of an assignment's agreement and disagreements."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from coverage.desk.people import make_editor
from coverage.models import Adjudication, Article, Tag
from tests.desk.coded import coded, leave_unfinished
from tests.factories import make_quote

pytestmark = pytest.mark.django_db
ANA, BEN = "Nobody was hurt", "was hurt and nobody will be,"
MARKS = {"ana": {"calm": [ANA], "cause": ["a crack was found"]}, "ben": {"calm": [BEN]}}


def at(name, assignment):
    return reverse(name, args=[assignment.pk])


def text(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def as_coder(person) -> Client:
    """Signed in, with what a coder may."""
    from django.contrib.auth.models import Permission

    person.user_permissions.add(Permission.objects.get(codename="add_coding"))
    client = Client()
    client.force_login(person)
    return client


def decide(client, assignment, **given):
    page = client.get(at("disagreements", assignment), {"at": given.get("at", "")})
    form = page.content.decode().partition('class="by-words"')[2].partition("</form>")[0]
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    fields = {name: fields.get(name, "") for name in ("at", "coders", "seen")}
    return client.post(at("decide-disagreement", assignment), fields | given)


def test_the_page_tells_tags_coders_and_what_the_numbers_are_of(editor_client):
    assignment, *_ = coded(MARKS, articles=2)
    page = editor_client.get(at("agreement", assignment))
    told = text(page)
    assert "2 of 2 articles finished by two or more of ana, ben" in told
    for words in ("calm", "cause", "Too few articles for intervals", "What these numbers say",
                  "See all 4 disagreements", "marked by some only 2 times"):  # fmt: skip
        assert words in told
    assert told.count("oo few articles") == 1
    assert page.content.count(b"<svg") == 3
    assert not re.search(r"\b(good|poor|bad|excellent|acceptable|reliable)\b", told)


@pytest.mark.parametrize(("words", "percent"), [("0", "0 %"), ("5", "67 %"), ("x", "0 %")])
def test_the_tolerance_stands_in_the_address(editor_client, words, percent):
    assignment, *_ = coded(MARKS)
    page = editor_client.get(at("agreement", assignment), {"words": words})
    assert percent in text(page)
    assert page.content.count(b'aria-current="true"') == 1


def test_what_is_not_defined_is_said(editor_client):
    assignment, *_ = coded({"ana": {"calm": []}, "ben": {"calm": []}})
    told = text(editor_client.get(at("agreement", assignment)))
    assert "not defined nobody marked anything" in told
    assert "not defined nobody marked anything with it" in told


def test_how_the_machine_would_stand_there_is_said(editor_client):
    assignment, *_ = coded(MARKS)
    page = editor_client.get(at("agreement", assignment))
    assert "No tag of the codebook says what the reader would put it on" in text(page)
    address = reverse("codebook", args=[assignment.codebook_id])
    assert f'at a tag of <a href="{address}">' in page.content.decode()


def test_three_coders_have_a_matrix_and_the_machine_its_own_table(editor_client):
    assignment, *_ = coded(MARKS | {"cleo": {"calm": [ANA]}}, reads=Tag.Reads.QUOTES)
    make_quote(Article.objects.get(), "Nobody was hurt and nobody will be,")
    told = text(editor_client.get(at("agreement", assignment)))
    assert "Each pair" in told
    assert "The machine as a coder" in told
    assert "calm quotes in marks" in told


def test_unfinished_coders_are_named_and_wait(editor_client):
    assignment, people, _ = coded(MARKS)
    leave_unfinished(assignment, people["ben"], Article.objects.get())
    assert "ben has 1 article left" in text(editor_client.get(at("agreement", assignment)))
    ana = as_coder(people["ana"])
    for name in ("agreement", "disagreements", "my-disagreements"):
        page = ana.get(at(name, assignment))
        assert "Not yet" in text(page)
        assert BEN.split()[-1] not in text(page)


def test_it_concerns_editors_and_its_own_coders(client):
    assignment, people, _ = coded(MARKS)
    stranger = client.get(at("agreement", assignment))
    assert stranger.status_code in (302, 403)
    other, *_ = coded({"dan": {"blame": []}, "eve": {"blame": []}})
    assert as_coder(people["ana"]).get(at("agreement", other)).status_code == 403
    assert as_coder(people["ana"]).get(at("agreement", assignment)).status_code == 200
    assert as_coder(people["ana"]).post(at("decide-disagreement", assignment)).status_code == 403


def test_a_place_shows_each_coders_words_and_how_far_they_go(editor_client):
    assignment, *_ = coded(MARKS)
    told = text(editor_client.get(at("disagreements", assignment)))
    assert "2 of 2 disagreements to settle" in told
    page = editor_client.get(at("disagreements", assignment)).content.decode()
    assert "no word marked by all" in told  # the first place is the crack, which only ana marked
    key = re.search(r'rel="next" href="([^"]+)"', page).group(1).replace("&amp;", "&")
    told = text(editor_client.get(key))
    assert "3 words, 1 word longer at the start" in told
    assert "6 words, 4 words longer at the end" in told
    assert "2 of 7 words marked by all" in told


def test_deciding_goes_on_to_the_next_and_can_be_undone(editor_client, editor):
    assignment, *_ = coded(MARKS)
    answer = decide(editor_client, assignment, took="first", reason="It says why.")
    row = Adjudication.objects.get()
    assert (row.text, row.reason, row.person) == ("a crack was found", "It says why.", editor)
    page = editor_client.get(answer.url)
    told = text(page)
    assert "1 of 2 disagreements to settle" in told
    assert "cause in “Bridge closed…”: as ana marked it" in told
    assert "2 of 2" in told
    bar = page.context["undoable"]
    back = editor_client.post(bar["action"], dict(bar["fields"]))
    assert not Adjudication.objects.exists()
    assert "2 of 2 disagreements to settle" in text(editor_client.get(back.url))


def test_all_settled_is_said_and_a_place_can_be_decided_otherwise(editor_client):
    assignment, *_ = coded(MARKS)
    decide(editor_client, assignment, took="first")
    answer = decide(editor_client, assignment, took="merged")
    told = text(editor_client.get(answer.url))
    assert "0 of 2 disagreements to settle" in told
    assert "All are settled" in told
    key = editor_client.get(answer.url).context["list"].shown.key
    decide(editor_client, assignment, at=key, took="none")
    assert Adjudication.objects.order_by("start").first().took == "none"


def test_what_cannot_be_kept_stands_there_with_what_was_typed(editor_client):
    assignment, *_ = coded(MARKS)
    answer = decide(editor_client, assignment, took="own", words="no such words", reason="Mine.")
    assert answer.status_code == 422
    assert "does not stand in the text" in text(answer)
    assert "no such words" in text(answer)
    assert "Mine." in text(answer)
    decide(editor_client, assignment, took="own", words="crack was found in a pillar")
    assert Adjudication.objects.get().text == "crack was found in a pillar"


def test_who_was_slower_is_told_and_loses_nothing(editor_client):
    assignment, *_ = coded(MARKS)
    page = editor_client.get(at("disagreements", assignment))
    view = page.context["list"].shown
    fields = {"at": view.key, "seen": view.seen, "took": "first", "reason": "Hers."}
    decide(editor_client, assignment, took="merged", reason="All.")
    answer = editor_client.post(at("decide-disagreement", assignment), fields)
    assert answer.status_code == 409
    assert "Somebody decided this while you had it open" in text(answer)
    assert "Hers." in text(answer)
    assert "All." in text(answer)
    seen = answer.context["list"].shown.seen
    editor_client.post(at("decide-disagreement", assignment), fields | {"seen": seen})
    assert Adjudication.objects.get().reason == "Hers."


def test_a_place_whose_marks_changed_is_said_to_have(editor_client):
    assignment, *_ = coded(MARKS)
    answer = editor_client.post(at("decide-disagreement", assignment), {"at": "1-2-3-4"})
    assert "have changed since" in text(editor_client.get(answer.url))


def test_a_coder_sees_where_and_why(editor_client):
    assignment, people, _ = coded(MARKS)
    decide(editor_client, assignment, took="second")
    decide(editor_client, assignment, took="second", reason="The clause goes on.")
    ana = text(as_coder(people["ana"]).get(at("my-disagreements", assignment)))
    assert "Settled otherwise than you marked: 2" in ana
    assert "The clause goes on." in ana
    ben = text(as_coder(people["ben"]).get(at("my-disagreements", assignment)))
    assert "Settled as you marked: 2" in ben
    assert "otherwise" not in ben
    assert editor_client.get(at("my-disagreements", assignment)).status_code == 404


def test_between_whom_in_which_article_and_of_which_tag(editor_client):
    assignment, people, tags = coded(MARKS | {"cleo": {"calm": [ANA]}}, articles=2)
    here = at("disagreements", assignment)
    assert "4 of 4" in text(editor_client.get(here))
    pair = f"{people['ana'].pk},{people['cleo'].pk}"
    told = text(editor_client.get(here, {"coders": pair}))
    assert "2 of 2" in told
    assert "between ana, cleo" in told
    article = Article.objects.order_by("pk").last()
    told = text(editor_client.get(here, {"article": article.pk, "tag": tags["calm"].pk}))
    assert "1 of 1" in told
    assert "In this article" in told
    told = text(editor_client.get(here, {"article": 999}))
    assert "No disagreement in this article" in told


def test_nobody_differs(editor_client):
    assignment, *_ = coded({"ana": {"calm": [ANA]}, "ben": {"calm": [ANA]}})
    assert "None between ana, ben" in text(editor_client.get(at("disagreements", assignment)))
    told = text(editor_client.get(at("agreement", assignment)))
    assert "1.00" in told
    assert "everybody marked the same words" in told


def test_an_editor_who_codes_it_waits_like_the_others():
    assignment, *_ = coded(MARKS)
    editor = make_editor("ed", "a long word to sign in")
    assignment.coders.create(person=editor)
    client = Client()
    client.force_login(editor)
    assert "Not yet" in text(client.get(at("disagreements", assignment)))
    assert client.post(at("decide-disagreement", assignment)).status_code == 403
    assert client.post(at("undo-adjudication", assignment)).status_code == 403


@pytest.mark.parametrize("name", ["agreement", "disagreements"])
def test_the_number_of_queries_does_not_grow(editor_client, name, django_assert_max_num_queries):
    assignment, *_ = coded(MARKS | {"cleo": {"calm": [ANA]}}, articles=5)
    editor_client.get(at(name, assignment))
    with django_assert_max_num_queries(15):
        editor_client.get(at(name, assignment))
