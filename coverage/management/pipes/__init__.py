"""The commands for pipes: JSON lines in, JSON lines out, nothing stored.

Each module here is one of them and needs nothing of Django: `manage.py` runs it as it stands, which
starts it in a third of the time and where no database can be had. Django's own command line knows
the same commands (`pipecommand.py`), for `help` and for its options.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Pipe:
    """One command for pipes.

    `answer(source, target, options)` answers the lines of one file in another (`-` is stdin or
    stdout) and gives the number of bad lines.
    """

    help: str
    answer: Callable[[str, str, Mapping[str, Any]], int]
    switches: tuple[tuple[str, str], ...] = ()  # options of its own, and what each is for

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", default="-", help="JSON lines; - is stdin")
        parser.add_argument("-o", "--output", default="-", help="where to write; - is stdout")
        for switch, purpose in self.switches:
            parser.add_argument(switch, action="store_true", help=purpose)

    def run(self, options: Mapping[str, Any]) -> int:
        """Answer `options["file"]` in `options["output"]`; gives the exit code.

        That is 1 where a line was bad or nobody read on. A file that cannot be opened raises
        OSError.
        """
        try:
            bad = self.answer(options["file"], options["output"], options)
        except BrokenPipeError:
            return 1
        return 1 if bad else 0
