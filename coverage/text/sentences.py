"""Sentences: every non-blank character of a stretch lies in exactly one of them.

Rules, not a model: an end mark ends a sentence unless what stands before it is an abbreviation or
an initial, or what follows goes on with the same sentence. Sentences inside a quotation are
sentences too; `"No!" she said.` is one, because speech that is introduced belongs to its cue.
"""

from __future__ import annotations

import re

from .spans import Span

#: Titles and such: a name follows, so the sentence goes on.
_BEFORE_NAME = frozenset(
    "adm amb asst atty brig capt cdr cllr cmdr col comdr corp cpl det dir doc dr gen gov hon insp "
    "judge lt lieut maj messrs mgr mr mrs ms mme mlle mx msgr officer pfc pres prof pvt rep reps "
    "rev rt sen sens sgt sr sra srta st ste supt treas hr fr herr frau prof dipl ing bzw ca inkl "
    "exkl evtl ggf sog vgl usw gem dott sig avv on ms kap mgr ks im ul ur".split()
)
#: Cut words after which a number or a small word follows; before a capital they may end one.
_BEFORE_ANY = frozenset(
    "vs v cf al eg ie viz approx no nos nr fig figs art sec vol pp ed eds est ft mt dept univ assn "
    "bros jan feb mar apr jun jul aug sep sept oct nov dec ave blvd rd".split()
)
_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb "
    "nev okla ore pa tenn tex va vt wash wis wyo".split()
)
_MONTHS_DOTTED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
#: Every word of letters alone that `_is_cut_word` may find cut, but for single letters.
_CUT = (
    _BEFORE_NAME | _BEFORE_ANY | _STATES | _MONTHS_DOTTED | {"inc", "ltd", "corp", "jr", "sr", "co"}
)
#: A capital after these begins a new sentence more often than it goes on.
_STARTERS = frozenset(
    "the a an he she it they we you i this that these those there in on at but and so if when "
    "while after before as for his her their its our my what why how who where no not yes "
    "meanwhile however still then now according earlier later last".split()
)
_CLOSERS = "\"'”“’»›)\\]}」』"  # “ closes in German; a blank must follow
_MARKS, _WIDE_MARKS = ".!?…‽؟۔।", "。！？"
#: A run of end marks with what closes behind them. The pattern begins with all of them in one
#: class, which the search skips to eight times as fast as it tries two alternatives.
_END = re.compile(
    rf"[{_MARKS}{_WIDE_MARKS}](?:"
    rf"(?<=[{_WIDE_MARKS}])[{_WIDE_MARKS}]*+[」』”’）]*+|"
    rf"(?<![{_MARKS}][{_MARKS}])(?<=[{_MARKS}])[{_MARKS}]*+[{_CLOSERS}*]*+(?:\[\d{{1,3}}\])*+(?=\s))"
)
_OPENING = "\"'“‘"
_CLOSING = frozenset("\"'”“’»›)]")
_BREAK = re.compile(r"\n[^\S\n]*\n\s*|\n")
_LAST_WORD = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)\.$")
_NEXT = re.compile(r"[^\S\n]*([\"'“”‘’«»„‚‹›(\[{¿¡*#@—–-]*[^\S\n]*)(\S+)")
_DOTTED = re.compile(r"^(?:[^\W\d_]\.)+[^\W\d_]?$")
_SAYS = re.compile(
    r"(?:[A-ZÀ-Þ][\w’'.-]*,?\s+|(?:he|she|they|we|I|it|one|the|a|an)\s+(?:[\w’'-]+\s+)?){1,4}?"
    r"(?:said|says|asked|asks|added|adds|replied|replies|wrote|writes|told|tweeted|shouted|"
    r"shouts|cried|cries|yelled|exclaimed|wondered|joked|quipped|demanded|responded|answered|"
    r"continued|recalled|insisted|declared|screamed|whispered|posted|joked|laughed)\b"
)
#: A bracket behind a shortened word, and a sentence that goes on: "Roy Lund Jr. (D-Ill.) said".
_ASIDE = re.compile(r" \([^()\n]{1,40}\)(?:,| [a-zà-þ])")
_TERMINAL = '.!?…:;。！？"”’»)'


def find_sentences(body: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The sentences of `body[start:end]` in order, trimmed of blanks, none of them empty.

    A blank line always ends one; a single line break does too unless the line is plainly wrapped
    (no end mark before it, a small letter after it).
    """
    stop = len(body) if end is None else end
    return tuple(Span(at, to, body[at:to]) for at, to in sentence_bounds(body, start, stop))


def sentence_bounds(body: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where each sentence of `find_sentences` begins and ends."""
    found: list[tuple[int, int]] = []
    at = start
    for cut in _cuts(body, start, end):
        after = cut
        while at < after and body[at] in _BLANKS:
            at += 1
        while after > at and body[after - 1] in _BLANKS:
            after -= 1
        if at < after:
            found.append((at, after))
        at = cut
    return found


_BLANKS = frozenset(
    " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u200b"
    + "".join(chr(n) for n in range(0x2000, 0x200B))
)


def _cuts(body: str, start: int, stop: int) -> list[int]:
    """Offsets at which one sentence ends and the next begins, `stop` last."""
    cuts: list[int] = []
    at = start
    if body.find("\n", start, stop) >= 0:  # most passages are of one line
        for line_break in _BREAK.finditer(body, start, stop):
            if line_break.start() < at:
                continue
            if _is_wrapped(body, start, line_break, stop):
                continue
            _cut_line(body, at, line_break.start(), cuts)
            at = line_break.end()
            cuts.append(at)
    _cut_line(body, at, stop, cuts)
    cuts.append(stop)
    return cuts


def _is_wrapped(body: str, start: int, line_break: re.Match[str], stop: int) -> bool:
    """True when the sentence goes on over this line break."""
    if line_break.group().count("\n") > 1 or line_break.end() >= stop:
        return False
    left = line_break.start() - 1
    while left >= start and body[left] in " \t":
        left -= 1
    right = line_break.end()
    while right < stop and body[right] in " \t":
        right += 1
    if left < start or right >= stop:
        return False
    return body[left] not in _TERMINAL and body[left] != "\n" and body[right].islower()


def _cut_line(body: str, start: int, stop: int, cuts: list[int]) -> None:
    """Add to `cuts` the offset after each end mark of one line that really ends a sentence."""
    begin = start
    for mark in _END.finditer(body, start, stop):
        at, end = mark.span()
        if end >= stop:
            break
        if (
            _ends_plainly(body, begin, at, end, stop)
            or body[at] in "。！？"
            or _ends_sentence(body, begin, mark, stop)
        ):
            cuts.append(end)
            begin = end


def _ends_plainly(body: str, begin: int, at: int, end: int, stop: int) -> bool:
    """True where a capital follows and nothing speaks for going on, as is so four times in five:
    `_ends_sentence` says the same of these and takes four times as long."""
    following = body[end + 1 : end + 3]
    if body[end] != " " or end + 2 >= stop:
        return False
    if not following[0].isupper() and not (following[0] in _OPENING and following[1].isupper()):
        return False
    if body[at] == ".":
        return end > at + 1 or _stands_uncut(body, begin, end)
    return end == at + 1 or body[at] not in "!?"


def _ends_sentence(body: str, begin: int, mark: re.Match[str], stop: int) -> bool:
    """True when this end mark ends the sentence that began at `begin`."""
    end = mark.end()
    follows = _NEXT.match(body, end, min(stop, end + 80))
    if follows is None:
        return False
    opener, word = follows.groups()
    signs = mark.group()
    is_small = word[0].islower()
    if is_small and not opener.strip(" —–-"):
        return False
    if signs == ".":
        # `end. “and so`: an opened quotation begins anew
        return is_small or not _belongs_to_a_word(body, begin, end, word, opener)
    closed = not _CLOSING.isdisjoint(signs)
    if is_small and not closed and signs[0] in ".…":
        return False  # `wait… “not now”` goes on
    if closed and signs[0] in "!?" and not opener.strip():
        if _SAYS.match(body, end + _blanks(body, end, stop), stop):
            return False
    return True


def _stands_uncut(body: str, begin: int, end: int) -> bool:
    """True when a whole word stands before the full stop that closes at `end`, and none that is
    ever cut short, as before nearly all."""
    blank = body.rfind(" ", max(begin, end - 24), end)
    last = body[blank + 1 : end - 1]
    return blank >= 0 and len(last) > 1 and last.isalpha() and last.lower() not in _CUT


def _belongs_to_a_word(body: str, begin: int, end: int, following: str, opener: str) -> bool:
    """True when the full stop before `end` shortens the word it stands behind."""
    if _stands_uncut(body, begin, end):
        return False  # the pattern takes five times as long
    before = _LAST_WORD.search(body, max(begin, end - 24), end)
    if before is None:
        return False
    return _is_cut_word(before.group(1), body, before.start(1), begin, following, opener)


def _is_cut_word(cut: str, body: str, at: int, begin: int, following: str, opener: str) -> bool:
    """True when the full stop belongs to the shortened word `cut`, not to the sentence."""
    low = cut.lower()
    bare = following.strip("\"'“”‘’«»(),;:.!?…")
    starter = bare.lower() in _STARTERS
    if not cut.isdigit() and _ASIDE.match(body, at + len(cut) + 1):
        return True
    if low in _BEFORE_NAME and not opener.strip():
        return cut[0].isupper() or not starter
    if low in _STATES and cut[0].isupper() and body[max(begin, at - 2) : at] == ", ":
        return not starter
    if low in _MONTHS_DOTTED and bare[:1].isdigit():
        return True
    if low in _BEFORE_ANY:
        return bare[:1].isdigit() or low in ("vs", "v", "eg", "ie", "cf", "approx", "ft", "mt")
    if len(cut) == 1 and cut.isalpha():  # an initial: "George W. Bush"; but "plan B. The"
        if cut.islower() and bare[:1].isupper() and (len(bare) == 1 or bare.isupper()):
            return True  # "z. B."
        return cut.isupper() and cut != "I" and not starter
    if low in ("p.m", "a.m"):
        return not starter and bare.lower() in _AFTER_HOUR
    if _DOTTED.match(cut):  # "U.S. Army" goes on, "the U.S. The" does not
        return not starter and not opener.strip()
    if cut.isdigit() and bare.lower() in _DAY_MONTHS:  # "3. März"
        return True
    return low in ("inc", "ltd", "corp", "jr", "sr", "co") and not starter and bare[:1].isdigit()


_AFTER_HOUR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday et est edt pt pst pdt ct cst cdt gmt "
    "utc bst ist eastern pacific central local".split()
)
_DAY_MONTHS = frozenset(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "marts maj januari februari mars augusti jan feb mär apr jun jul aug sep okt nov dez".split()
)


def _blanks(body: str, at: int, stop: int) -> int:
    """How many blanks stand at `at`."""
    count = 0
    while at + count < stop and body[at + count].isspace():
        count += 1
    return count
