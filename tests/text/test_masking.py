"""What tells who published a text is masked, however it is set; what does not tell stays."""

import pytest

from coverage.text.masking import Masked, find_masks, letters_for, mask, still_tells

OUTLETS = (
    Masked("A", ("The Daily Lantern",), ("dailylantern.example",), ("Rosa Quill",)),
    Masked("B", ("Orrin Public Radio",), ("opr.example",)),
    Masked("C", ("Meridian",), (), ("Ailsa Kemp", "Jo")),
    Masked("D", ("Karrow Courier", "Courier Online")),
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        # names, however they are set
        ("She told The Daily Lantern so.", "She told [outlet A] so."),
        ("the DAILY LANTERN’s readers", "[outlet A]’s readers"),
        ("seen by dailylantern and Daily-Lantern", "seen by [outlet A] and [outlet A]"),
        ("KARROW, Oct. 17 (Meridian) — All", "KARROW, Oct. 17 ([outlet C]) — All"),
        ("MERIDIAN REPORTS", "[outlet C] REPORTS"),
        ("a #KarrowCourier reader", "a #[handle] reader"),
        # short names and initials
        ("a reader told the Lantern.", "a reader told [outlet A]."),
        ("in OPR’s newsroom", "in [outlet B]’s newsroom"),
        ("The Courier has seen it", "[outlet D] has seen it"),
        # people, handles, addresses
        ("By Rosa Quill in Karrow", "By [who wrote for outlet A] in Karrow"),
        ("write to rosa.quill@dailylantern.example", "write to [e-mail address]"),
        ("see www.opr.example/live, or opr.example", "see [address], or [address]"),
        ("more at https://t.example/x?y=1.", "more at [address]."),
        ("follow @lanternnews and @OrrinPublic", "follow @[handle] and @[handle]"),
        # credits
        ("Under tow. Photograph: Ailsa Kemp/Meridian", "Under tow. [credit]"),
        ("The quay (Picture by Tam Orr) at dawn", "The quay ([credit]) at dawn"),
        ("© 2026 Courier Group", "[credit]"),
        ("“Photograph: Ailsa Kemp/Meridian”", "“[credit]"),
        # what stays
        ("the prime meridian, by lantern light", "the prime meridian, by lantern light"),
        ("a lantern inn, the Lantern Inn", "a lantern inn, the Lantern Inn"),
        ("@tolsay_callum filmed it; Jo left.", "@tolsay_callum filmed it; Jo left."),
        ("The courier brought a daily paper", "The courier brought a daily paper"),
        ("It rose to 4.5 on Monday.It fell later.", "It rose to 4.5 on Monday.It fell later."),
        ("the image: a boat", "the image: a boat"),
        ("", ""),
    ],
)
def test_what_tells_is_masked_and_nothing_else(text: str, masked: str) -> None:
    assert mask(text, OUTLETS) == masked


def test_a_short_name_that_two_share_is_either_of_them() -> None:
    two = (Masked("A", ("Quay Post",)), Masked("B", ("Harbour Post",)))
    assert mask("It told the Post so.", two) == "It told [an outlet here] so."


def test_masks_lie_in_order_and_none_over_another() -> None:
    text = "By Rosa Quill, The Daily Lantern (www.dailylantern.example), @dailylantern, OPR"
    masks = find_masks(text, OUTLETS)
    edges = [at for one in masks for at in (one.start, one.end)]
    assert edges == sorted(edges)
    assert len(masks) == 5


@pytest.mark.parametrize("text", ["D a i l y  L a n t e r n", "Daily\nLan-tern", "DAILY — LANTERN"])
def test_a_name_spelled_otherwise_is_seen_to_tell(text: str) -> None:
    assert still_tells(text, OUTLETS)


def test_letters_go_on_after_z() -> None:
    assert letters_for(28)[-3:] == ["Z", "AA", "AB"]
