"""Resolution: the name a mention stands for inside one article."""

from __future__ import annotations

from .found import Mention
from .frames import Frame
from .mentions import Named
from .spans import Span


class Names:
    """The people and bodies an article has named so far, in the order it named them."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def meet(self, body: str, frame: Frame) -> None:
        """Take note of everybody a passage names."""
        self.frames.append(frame)

    def mention(self, body: str, frame: Frame, named: Named) -> Mention:
        """The span of this naming, and the name it stands for."""
        span = Span.of(body, frame.tokens[named.first].start, frame.tokens[named.last - 1].end)
        return Mention(span, span.text)
