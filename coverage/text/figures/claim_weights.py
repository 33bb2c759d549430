"""What each sign of a sentence says for or against checking it, and why.

Fitted by `benchmarks/fit_claims.py` on `benchmarks/claims_own.jsonl`, sentences written and
labelled for it, rounded by hand; never on a published set of claims. "few words" and "bidding"
stand heavier than fitted, as those sentences hold few scraps of pages; "attributed" is set by
hand, as a sentence alone has no claimant, and "always" a little lower than fitted, as they hold
more claims than pages do. The scorer is linear: each sign's value times its weight, and what words
say by themselves (`lexicon/claim_words.txt`), added up, through the logistic.
"""

from __future__ import annotations

#: Sentences below this assert too little to be listed: courtesies, questions, wishes. Low, as the
#: order tells what to look at first and what stands last can still be found.
LEAST = 0.07
#: Sign → weight.
WEIGHTS = {
    "always": -2.1,
    # what can be counted and compared, statistics offices have
    "figure": 1.1,
    "figure, no reserve": 0.6,
    "figure of money or percent": 0.5,
    "year or number": 1.0,
    "rank": 0.5,
    "comparison": 1.0,
    "share": 1.0,
    "time told": 0.4,
    # deeds and states of public life, journals, gazettes and registers have
    "name": 0.2,
    "nation": 1.8,
    "matter of record": 0.9,
    "matter, no reserve": 0.6,
    "decision taken": 1.5,
    "deed of record": 0.4,
    "past or perfect": 0.7,
    "under way": 0.6,
    "now": 0.4,
    "attributed": 0.3,
    # what is asserted flatly, and not as wish, promise, guess, judgement or talk about the talk
    "flat": 0.3,
    "to come": -1.3,
    "wishing": -0.2,
    "opinion word": -0.7,
    "value": -0.8,
    "talk": -0.3,
    "vague": -0.3,
    "supposing": -0.6,
    "obliged": -0.5,
    "question": -0.9,
    "bidding": -0.2,
    "courtesy": -0.8,
    "few words": -2.0,
    # who speaks of himself and to whom he speaks is less often for others to check
    "I": -1.7,
    "we": -0.7,
    "you": -0.9,
    "is, are": -0.6,
    # what another did, said, promised or voted for is on record
    "another": 0.4,
    "saying": 1.0,
    "stance": 1.3,
    # what is said of all and nothing
    "judging": -0.4,
    "abstraction": -0.5,
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
    "another": 1,
    "saying": 1,
    "stance": 1,
    "judging": 1,
    "abstraction": 1,
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
