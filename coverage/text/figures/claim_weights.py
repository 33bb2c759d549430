"""What each sign of a sentence says for or against checking it, and why.

Fitted by `benchmarks/fit_claims.py` on `benchmarks/claims_own.jsonl`, sentences written and
labelled for it, rounded by hand; never on a published set of claims. "few words" and "courtesy"
stand heavier than fitted, as those sentences hold few scraps of pages; "attributed" is set by hand,
as a sentence alone has no claimant. The scorer is linear: each sign's value times its weight, added
up, through the logistic.
"""

from __future__ import annotations

#: Sentences below this assert too little to be listed: courtesies, questions, wishes. Low, as the
#: order tells what to look at first and what stands last can still be found.
LEAST = 0.1
#: Sign → weight.
WEIGHTS = {
    "always": -2.8,
    # what can be counted and compared, statistics offices have
    "figure": 0.6,
    "figure, no reserve": 0.7,
    "figure of money or percent": 0.2,
    "year or number": 1.0,
    "rank": 0.5,
    "comparison": 0.6,
    "share": 0.6,
    "time told": 0.4,
    # deeds and states of public life, journals, gazettes and registers have
    "name": 0.2,
    "nation": 1.2,
    "matter of record": 0.7,
    "matter, no reserve": 0.7,
    "decision taken": 1.4,
    "deed of record": 0.4,
    "past or perfect": 0.5,
    "under way": 0.7,
    "now": 0.7,
    "attributed": 0.3,
    # what is asserted flatly, and not as wish, promise, guess, judgement or talk about the talk
    "no reserve": 0.5,
    "flat": 1.0,
    "to come": -0.2,
    "wishing": -0.2,
    "opinion word": -0.8,
    "value": -0.6,
    "talk": -0.4,
    "vague": -1.0,
    "supposing": -0.5,
    "obliged": -0.1,
    "question": -0.5,
    "bidding": -0.2,
    "courtesy": -0.6,
    "few words": -2.0,
    # who speaks of himself and to whom he speaks is less often for others to check
    "I": -1.5,
    "we": -0.5,
    "you": -0.7,
    "is, are": -0.6,
}
#: Sign → the most of its words that count; each counts for itself.
CAPS = {
    "year or number": 1,
    "rank": 2,
    "comparison": 2,
    "share": 1,
    "time told": 2,
    "nation": 1,
    "matter of record": 2,
    "decision taken": 2,
    "deed of record": 1,
    "past or perfect": 2,
    "now": 1,
    "supposing": 1,
    "name": 3,
}
#: Signs whose words count for less the longer the sentence: "I think" before thirty words of
#: figures is a way of speaking, before three it is all that is said. A sign told by n of W words
#: has the value 10 n / (W + 4).
THINNED = frozenset(
    ["to come", "wishing", "opinion word", "value", "talk", "vague", "I", "we", "you", "is, are"]
)
#: Signs of something wished, promised, supposed or bidden.
RESERVES = frozenset(["to come", "wishing", "supposing"])
#: Signs of judging and of talk about the talk.
JUDGEMENTS = frozenset(["opinion word", "value", "talk"])
