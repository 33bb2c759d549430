"""What is said when something is not fetched."""

from __future__ import annotations

import re

from .opened import Unreadable

_LONGEST_SHOWN = 200


class Refused(Unreadable):
    """An address that is not fetched, in one sentence that names it and says what would mend it.

    `may_pass`: the same address may well be had later; `wait`: seconds its server asked for
    (0 where it named none); `status`: what the server answered (0 where nothing came).
    """

    def __init__(
        self,
        address: str,
        why: str,
        mend: str,
        *,
        may_pass: bool = False,
        wait: float = 0.0,
        status: int = 0,
    ) -> None:
        super().__init__(f"{shown(address)} {why}: {mend}.")
        self.address = address
        self.why = why
        self.mend = mend
        self.may_pass = may_pass
        self.wait = wait
        self.status = status

    def on_the_way_from(self, first: str) -> Refused:
        """The same, told of the address that redirects led away from."""
        if first == self.address:
            return self
        return Refused(
            first,
            f"leads to {shown(self.address)}, which {self.why}",
            self.mend,
            may_pass=self.may_pass,
            wait=self.wait,
            status=self.status,
        )


def shown(address: str) -> str:
    """`address` as it may stand in a sentence: no password, nothing invisible, not endless."""
    text = re.sub(r"(?<=//)[^/?#]*@", "…@", address.strip()) or "An empty address"
    text = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
