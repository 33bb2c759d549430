"""Two speakers become one, by a person's hand; and what a person answers to "may be the same"."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Max

from coverage.models import Article, Quote, Speaker, SpeakerChange, SpeakerDecision

from .locking import placing, settling_speakers
from .revisions import keep_before, save_as
from .speakercounts import count_speakers, take_numbers
from .speakermoves import CannotMove, give, lead_of, locked
from .speakernames import key_of


def merge(leading: Speaker, other: Speaker, person: User) -> SpeakerChange:
    """All quotes of `other` go to `leading`, whose name stands; so do later readings of its names.

    `other` stays as a row that leads there. Raises CannotMove when they are one already, or when
    somebody merged `other` elsewhere in the meantime.
    """
    with placing(), settling_speakers():
        rows = locked(leading.pk, other.pk)
        to, gone = rows.get(leading.pk), rows.get(other.pk)
        if to is None or gone is None:
            raise CannotMove("One of them is not here any more.")
        to = lead_of(to)
        if gone == to or gone.merged_into_id == to.pk:
            raise CannotMove(f"{other} and {leading} are one speaker already.")
        if gone.merged_into:
            raise CannotMove(f"{other} was merged into {gone.merged_into} in the meantime.")
        change = _merged(gone, to, person)
        both = take_numbers(gone, to)
    count_speakers(both)
    return change


def _merged(gone: Speaker, to: Speaker, person: User) -> SpeakerChange:
    last = Quote.objects.aggregate(last=Max("pk"))["last"] or 0
    quotes = list(Quote.objects.filter(speaker=gone).values_list("pk", flat=True))
    via = Quote.objects.filter(via_speaker=gone)
    heard = list(via.values_list("pk", flat=True))
    via.update(via_speaker=to)
    merged = list(Speaker.objects.filter(merged_into=gone).values_list("pk", flat=True))
    Speaker.objects.filter(pk__in=merged).update(merged_into=to)
    keep_before([gone])
    gone.merged_into = to
    gone._change_reason = f"merged into {to}"[:100]  # type: ignore[attr-defined]
    save_as(gone, person)
    return SpeakerChange.objects.create(
        kind=SpeakerChange.Kind.MERGE,
        speaker=gone,
        to=to,
        person=person,
        quote_count=len(quotes),
        moved={
            "quotes": give(quotes, to, person, f"merged into {to}"),
            "via": heard,
            "merged": merged,
            "last": last,
        },
    )


def decide_pair(
    one: Speaker, other: Speaker, verdict: SpeakerDecision.Verdict | str, person: User
) -> SpeakerDecision:
    """Remember that two speakers are not the same, for ever, or that somebody looks again later."""
    first, second = sorted((one, other), key=lambda speaker: speaker.pk)
    if first == second:
        raise CannotMove(f"{one} is one speaker.")
    decision, _ = SpeakerDecision.objects.update_or_create(
        one=first, other=second, article=None,
        defaults={"verdict": SpeakerDecision.Verdict(verdict), "person": person},
    )  # fmt: skip
    return decision


def decide_bare_name(
    speaker: Speaker, article: Article, name: str, verdict: str, person: User
) -> SpeakerDecision:
    """Remember that a bare name in an article does not mean the speaker, or is for later."""
    decision, _ = SpeakerDecision.objects.update_or_create(
        one=speaker, other=None, article=article, name_key=key_of(name),
        defaults={"verdict": SpeakerDecision.Verdict(verdict), "person": person},
    )  # fmt: skip
    return decision
