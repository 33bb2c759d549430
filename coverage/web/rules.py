"""Who may ask for what: one line for each URL name. `gate.py` keeps to it before every view.

A view without a line is closed to everybody, and a test fails for it. docs/people.md prints the
table: `python -m scripts.permissions` writes it there.
"""

from __future__ import annotations

from dataclasses import dataclass

from coverage.desk.roles import Role

#: Methods that look; every other one sends.
LOOKING = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Rule:
    """The least role of who asks.

    `sends` is that of who sends something there (POST and the like); None where it is the same.
    Strangers pass where `looks` says so and reading is public; `is_open` lets them pass where it
    is private, too.
    """

    looks: Role
    sends: Role | None = None
    is_open: bool = False

    def least(self, method: str) -> Role:
        """The least role for the method."""
        return self.looks if self.sends is None or method in LOOKING else self.sends


#: Everybody at any time: pages that one needs to sign in.
OPEN = Rule(Role.STRANGER, is_open=True)
#: Programs, whose token `coverage/api/bearer.py` asks for; a session opens nothing there.
PROGRAMS = Rule(Role.STRANGER, is_open=True)
#: Everybody where reading is public, who is signed in where it is private.
ANYONE = Rule(Role.STRANGER)
#: Who is signed in, and so on: each role includes those before it.
READER = Rule(Role.READER)
CODER = Rule(Role.CODER)
EDITOR = Rule(Role.EDITOR)
ADMIN = Rule(Role.ADMIN)

RULES: dict[str, Rule] = {
    # --- signing in
    "sign-in": OPEN,
    "sign-out": OPEN,
    "health": OPEN,
    "join": OPEN,
    "new-password": OPEN,
    # --- stories
    "stories": ANYONE,
    "story": ANYONE,
    "story-quotes": ANYONE,
    "story-claims": ANYONE,
    "story-posts": ANYONE,
    "story-who": ANYONE,
    "story-framing": ANYONE,
    "story-timeline": ANYONE,
    "story-coverage": ANYONE,
    "story-blind": ANYONE,
    "story-handout": ANYONE,
    "story-key": ANYONE,
    "story-history": ANYONE,
    "story-one": ANYONE,
    "story-cite": ANYONE,
    "story-rulings": ANYONE,
    "confirm-story": EDITOR,
    "story-merge": EDITOR,
    "story-split": EDITOR,
    "story-headline": EDITOR,
    "relate-story": EDITOR,
    "regrouped": EDITOR,
    "undo-story-change": EDITOR,
    "story-rule": EDITOR,
    "story-absent": EDITOR,
    "story-add": EDITOR,
    "undo-ruling": EDITOR,
    # --- articles
    "articles": ANYONE,
    "article": ANYONE,
    "original": ANYONE,
    "original-page": ANYONE,
    "article-history": READER,
    "article-versions": ANYONE,
    "set-outlet": EDITOR,
    "near-duplicate": EDITOR,
    "move-article": EDITOR,
    "read-again": EDITOR,
    # --- marks in articles
    "mark": CODER,
    "mark-words": CODER,
    "move-mark": CODER,
    "tag-mark": CODER,
    "remove-mark": CODER,
    "restore-mark": CODER,
    "write-note": CODER,
    "decide": CODER,
    "undo-decision": CODER,
    "make-quote": CODER,
    "not-a-quote": CODER,
    "turn-back": CODER,
    "tag-quote": CODER,
    "untag": CODER,
    "suggest-tags": CODER,
    "article-orphans": CODER,
    "orphans": CODER,
    "place-orphan": CODER,
    "orphan-gone": CODER,
    "undo-orphan": CODER,
    # --- history and corrections of marks
    "edit-mark": CODER,
    "offer-names": CODER,
    "mark-history": READER,
    "revert-mark": CODER,
    # --- quotes, speakers, outlets
    "quotes": ANYONE,
    "speakers": ANYONE,
    "speaker": ANYONE,
    "speaker-history": ANYONE,
    "speaker-pairs": EDITOR,
    "answer-same": EDITOR,
    "offer-speakers": CODER,
    "speaker-merge": EDITOR,
    "speaker-split": EDITOR,
    "undo-speaker-change": EDITOR,
    "outlets": ANYONE,
    "outlet": ANYONE,
    # --- the review queue
    "review": CODER,
    "answer-mark": CODER,
    "unanswer-mark": CODER,
    "answer-page": CODER,
    "answer-all": CODER,
    "answer-list": CODER,
    "undo-answers": CODER,
    "settle-residue": CODER,
    "unsettle-residue": CODER,
    "ordinary-line": CODER,
    "boilerplate-line": CODER,
    # --- codebooks, assignments, agreement
    "agreement": CODER,
    "disagreements": CODER,
    "my-disagreements": CODER,
    "decide-disagreement": EDITOR,
    "undo-adjudication": EDITOR,
    "assignments": CODER,
    "assignment": CODER,
    "coder-tags": CODER,
    "resume-assignment": CODER,
    "finish-article": CODER,
    "reopen-article": CODER,
    "new-assignment": EDITOR,
    "assignment-edit": EDITOR,
    "add-coders": EDITOR,
    "take-coder": EDITOR,
    "add-articles": EDITOR,
    "take-article": EDITOR,
    "close-assignment": EDITOR,
    "undo-assignment-change": EDITOR,
    "codebooks": Rule(Role.STRANGER, sends=Role.EDITOR),
    "codebook": ANYONE,
    "codebook-file": ANYONE,
    "codebook-edit": EDITOR,
    "codebook-import": EDITOR,
    "new-codebook-import": EDITOR,
    "archive-codebook": EDITOR,
    "tag": ANYONE,
    "add-tag": EDITOR,
    "tag-edit": EDITOR,
    "archive-tag": EDITOR,
    "order-tag": EDITOR,
    "tag-merge": EDITOR,
    "undo-tag-merge": EDITOR,
    # --- bringing coverage in
    "add": EDITOR,
    "load-sample": EDITOR,
    "jobs": EDITOR,
    "job": EDITOR,
    "cancel-job": EDITOR,
    "resume-job": EDITOR,
    "take-in-job": EDITOR,
    "leave-out-of-job": EDITOR,
    "look-again-at-job": EDITOR,
    "job-table": EDITOR,
    "feeds": EDITOR,
    "add-feed": EDITOR,
    "feeds-of-list": EDITOR,
    "feeds-of-job": EDITOR,
    "follow-feeds": EDITOR,
    "feeds-export": EDITOR,
    "feed": EDITOR,
    "look-at-feed": EDITOR,
    "pause-feed": EDITOR,
    "follow-feed-again": EDITOR,
    "stop-feed": EDITOR,
    "set-feed-every": EDITOR,
    # --- oneself
    "you": READER,
    "password": READER,
    "sessions": READER,
    "end-session": READER,
    "end-other-sessions": READER,
    "tokens": READER,
    "revoke-token": READER,
    # --- people
    "invitations": EDITOR,
    "revoke-invitation": EDITOR,
    "people": ADMIN,
    "person": ADMIN,
    "set-role": ADMIN,
    "deactivate-person": ADMIN,
    "activate-person": ADMIN,
    "end-sessions": ADMIN,
    "password-link": ADMIN,
    "audit": ADMIN,
    # --- programs
    "api": ANYONE,
    "api-1:openapi": PROGRAMS,
    "api-1:documents": PROGRAMS,
    "api-1:jobs": PROGRAMS,
    "api-1:job": PROGRAMS,
    "api-1:report": PROGRAMS,
    "api-1:cancel-job": PROGRAMS,
    "api-1:resume-job": PROGRAMS,
    "api-1:take-in-job": PROGRAMS,
    "api-1:look-again": PROGRAMS,
    "api-1:leave-out": PROGRAMS,
    "api-1:put-back": PROGRAMS,
    "api-1:api-root": PROGRAMS,
    "coverage.api.problems.nothing_here": PROGRAMS,
}
#: The admin has some names for each model. It asks besides that the person be of its staff and
#: hold the model's own permission. The longest beginning counts.
ADMIN_RULES: dict[str, Rule] = {
    "admin:": EDITOR,
    "admin:auth_": ADMIN,
    "admin:axes_": ADMIN,
    "admin:django_tasks_database_": ADMIN,
}


def rule_of(name: str) -> Rule | None:
    """The rule of the view with that name ("story", "admin:index"); None where it has none."""
    if name.startswith("admin:"):
        return ADMIN_RULES[max((start for start in ADMIN_RULES if name.startswith(start)), key=len)]
    return RULES.get(name)
