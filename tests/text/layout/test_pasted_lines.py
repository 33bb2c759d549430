"""Lines that stand in articles copied out of a page as plain text: furniture by its kind, prose
that only sounds like it, and posts as copying leaves them. A list of our own beside the known ones.
"""

# ruff: noqa: E501 - tables of cases read better on one line

from __future__ import annotations

import pytest

from coverage.text.layout.passages import find_passages
from coverage.text.posts.posts import find_posts

BEFORE = (
    "The council said on Tuesday that the old swing bridge would stay closed for another month."
)
AFTER = "Traffic over the new crossing went on as before on Wednesday, and nobody was hurt, police said."

FURNITURE = [
    # paywalls
    "To continue reading, subscribe or log in.",
    "Subscribe to continue reading",
    "This article is for subscribers only.",
    "This content is only available to members.",
    "Already a subscriber? Log in",
    "Already have an account? Sign in",
    "You have reached your limit of free articles.",
    "You have 2 free articles remaining this month.",
    "Keep reading for $1 a week. Cancel any time.",
    "Start your free trial to unlock this story.",
    "Register for free to read on.",
    "Dieser Artikel ist exklusiv für Abonnenten.",
    "Weiterlesen mit dem Plus-Abo",
    "Jetzt Abo abschließen und weiterlesen",
    "Sie haben bereits ein Abo? Hier anmelden",
    "Article réservé aux abonnés",
    "Il vous reste 74 % de cet article à lire. La suite est réservée aux abonnés.",
    "Contenido exclusivo para suscriptores",
    "Suscríbete para seguir leyendo",
    "Contenuto riservato agli abbonati",
    "Conteúdo exclusivo para assinantes",
    "Dit artikel is alleen voor abonnees.",
    "Материал доступен только подписчикам.",
    # consent
    "We need your consent to load this content.",
    "We use cookies to give you the best experience. Accept all",
    "This site uses cookies. By continuing to browse you agree to our use of cookies.",
    "By clicking “Accept”, you agree to the storing of cookies on your device.",
    "Manage your cookie preferences",
    "Accept all cookies",
    "To see this post, please allow X cookies in your settings.",
    "This video cannot be shown because of your privacy settings.",
    "Hier finden Sie externe Inhalte von Instagram. Mit einem Klick stimmen Sie der Anzeige zu.",
    "Externer Inhalt: Zum Anzeigen müssen Sie zustimmen.",
    "Wir verwenden Cookies, um Inhalte zu personalisieren.",
    "Pour afficher ce contenu X, vous devez accepter les cookies Réseaux sociaux.",
    "Este contenido no está disponible sin aceptar las cookies.",
    "Per visualizzare questo contenuto devi accettare i cookie.",
    # advertisements, players, buttons
    "ADVERTISEMENT - CONTINUE READING BELOW",
    "Article continues after advertisement",
    "Ad - content continues below",
    "Story continues after this advertisement",
    "Der Artikel wird nach der Anzeige fortgesetzt",
    "La suite après la publicité",
    "A matéria continua depois da publicidade",
    "L'articolo continua dopo la pubblicità",
    "Реклама. Прокрутите, чтобы продолжить чтение",
    "Video Player is loading.",
    "Your browser does not support the video tag.",
    "Listen to this article",
    "Listen to this story. 5 min",
    "0:00 / 3:41",
    "Save this article",
    "Share this article",
    "Copy link to clipboard",
    "Show more",
    "View image in fullscreen",
    "Open image in gallery",
    "Tap here to add this outlet as your trusted source",
    "Set as your preferred source on Google",
    # links and newsletters
    "READ MORE: Old pier sold to a circus",
    "Read also — Old pier sold to a circus",
    "[READ ALSO: Old pier sold to a circus]",
    "(Also read: Old pier sold to a circus)",
    "Related: Old pier sold to a circus",
    "RELATED STORY | Old pier sold to a circus",
    "Further reading: Old pier sold to a circus",
    "In pictures: the bridge in a hundred years",
    "Sign up for our morning newsletter",
    "Sign up here",
    "Get the latest news sent to your inbox",
    "Follow our live blog for the latest updates",
    "Follow @baygazette on X",
    "Join the conversation",
    "Join our WhatsApp community",
    "Donate to support our journalism",
    "If you value our reporting, please consider a donation.",
    "Comments are closed.",
    "Have your say in the comments below",
    "Email the newsroom at desk@bay.example",
    # sign-offs
    "Reporting by Ada Holm in Orla; Editing by Bo Lund",
    "(Reporting by Ada Holm; Editing by Bo Lund)",
    "— With files from The Canadian Press",
    "© 2031 Bay Gazette",
    "The views expressed here are those of the author.",
    "This article was amended on 12 May 2031 to correct the name of the bridge.",
    "The writer can be reached at ada@bay.example",
]  # fmt: skip

PROSE = [
    "Subscribers of the ferry line will get their money back, the council said.",
    "Readers who want to continue reading the report can find it in the town library.",
    "She said members only had to sign the register to vote.",
    "The article is about a bridge that nobody wanted to pay for.",
    "The committee accepted all cookies that the bakers had brought to the meeting.",
    "“We use cookies to lure the seagulls away,” the harbour master said.",
    "Officials asked passengers to log in to the county's website for a refund.",
    "He said that consent to load the ship had been given at noon.",
    "The trial to unlock the old harbour gate was free of charge.",
    "A newsletter of the company had warned of the crack in April.",
    "Advertisements on the ferry will be taken down, the operator said.",
    "The story continues to worry shopkeepers on both sides of the bay.",
    "More from the meeting became known in the afternoon, when the minutes were read out.",
    "Related repairs will cost the county another two million crowns.",
    "Read out in court, the letter moved many of those who had come.",
    "Follow the river for two miles and you will see where the bridge once stood.",
    "Join the two halves of the girder, engineers say, and the bridge will hold.",
    "Listen to the old fishermen and the sea was always colder.",
    "Share prices of the ferry company fell by a tenth on Monday.",
    "Save for two cars, nothing crossed the bridge on Tuesday.",
    "The comments are closed to nobody, the mayor wrote to the council.",
    "Donations to the harbour museum rose by half after the fire.",
    "The views of the residents were heard at a meeting on Friday.",
    "Ada Holm is a reporter who lost her house in the flood of 2019.",
    "In pictures taken from the air the crack can be seen clearly.",
    "The video cannot be shown in court, the judge ruled on Monday.",
    "También puede leerse en el informe que la grieta era conocida desde abril.",
    "Der Artikel des Gesetzes wird nach der Wahl geändert, sagte der Minister.",
    "Подписчики газеты получили письмо от губернатора в понедельник.",
]  # fmt: skip


def kinds(line: str) -> list[str]:
    body = f"{BEFORE}\n\n{line}\n\n{AFTER}"
    return [one.kind for one in find_passages(body) if line[:20] in one.span.text]


@pytest.mark.parametrize("line", FURNITURE)
def test_a_line_of_furniture_is_no_body(line):
    (kind,) = kinds(line)
    assert kind in ("boilerplate", "metadata", "caption")


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_of_the_story_is_body(line):
    (kind,) = kinds(line)
    assert kind == "paragraph"


SIGNED = "— Port Watch (@portwatch) May 4, 2031"
POSTS = [
    # a body's middle; texts of the posts found, in order; None: the post has no text of its own
    (f"Bridge is closed again. pic.twitter.com/AbCdEfGhIj\n{SIGNED}\n\nSo we walk. pic.twitter.com/BcDeFgHiJk\n— Bo (@bo_walks) May 5, 2031", ["Bridge is closed again.", "So we walk."]),
    (f"Bridge is closed again. {SIGNED}\n\nSo we walk 😅 — Bo (@bo_walks) May 5, 2031\n\n@portwatch thanks for nothing — Cara (@cara_moe) May 5, 2031", ["Bridge is closed again.", "So we walk 😅", "@portwatch thanks for nothing"]),
    (f"A thread on the bridge 🧵\n\n1/ it was built in 1911\n\n2/ it was never paid for #bridge\n\n{SIGNED}", ["A thread on the bridge 🧵\n\n1/ it was built in 1911\n\n2/ it was never paid for #bridge"]),
    (f"{SIGNED}", [""]),
    (f"{SIGNED}\n\n— Bo (@bo_walks) May 5, 2031", ["", ""]),
    ("View this post on Instagram\n\nRust never sleeps on the quay\n\nA post shared by Dock Hand (@dock.hand)", ["Rust never sleeps on the quay"]),
    ("View this post on Instagram\n\nA post shared by Dock Hand (@dock.hand)", [""]),
    ("Closed, and nobody told us #bridge\n— Port Watch 🌉🇳🇴 (@portwatch) 4 May 2031", ["Closed, and nobody told us #bridge"]),
    ("Le pont est fermé, encore #pont\n— Port (@portwatch) 4 mai 2031", ["Le pont est fermé, encore #pont"]),
    ("الجسر مغلق مرة أخرى #جسر\n— Port (@portwatch) May 4, 2031", ["الجسر مغلق مرة أخرى #جسر"]),
    ("Boats are back on the water\n\n— Ola (@ola.bsky.social) May 4, 2031 at 5:04 PM", None),
    ("@dock.life painting the girder #rust ♬ original sound - dock", ["painting the girder #rust"]),
]  # fmt: skip


@pytest.mark.parametrize(("middle", "texts"), POSTS)
def test_posts_that_copying_left_are_found_with_their_words(middle, texts):
    found = [one for one in find_posts(f"{BEFORE}\n\n{middle}\n\n{AFTER}") if one.how == "embedded"]
    if texts is None:
        assert len(found) == 1
    else:
        assert [one.text for one in found] == texts


NO_POSTS = [
    "ORLA (AP) — The bridge will stay closed, the council (@orla_council) wrote.",
    "ORLA, Sundland — The bridge is closed.",
    "Orla — It was the third time (in May) that the bridge closed.",
    "VESTERHAMN, May 12 — A crack was found.",
    "(Orla) – Die Brücke bleibt gesperrt.",
    "Orla, 12. Mai - Die Brücke bleibt gesperrt.",
    "Paris — « Le pont reste fermé » (12 mai 2031)",
    "The mayor — Ada Holm (Labour) — spoke on May 4, 2031.",
    "Mark Dunn — the captain (retired) — May 4, 2031 was his last day.",
    "Follow us on X (@baygazette), Instagram (@baygazette) and TikTok.",
]


@pytest.mark.parametrize("line", NO_POSTS)
def test_a_dash_in_a_dateline_signs_no_post(line):
    assert not [one for one in find_posts(f"{line}\n\n{AFTER}") if one.how == "embedded"]
