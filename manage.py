#!/usr/bin/env python
"""Django's command line for Newsroom."""

import gc
import os
import sys
from argparse import ArgumentParser
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

#: The commands that read and write JSON lines and keep nothing. They run without Django, its
#: settings, tables and pages: that starts them in a third of the time, and where no database can
#: be had.
PIPES = ("collate", "group", "read")


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in PIPES:
        end_at_once(run_pipe(sys.argv[1], sys.argv[2:]))
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        sys.exit(f"Newsroom: {missing}. Run `make install`, then .venv/bin/python manage.py …")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Newsroom: {problem}")


def run_pipe(name: str, arguments: list[str]) -> int:
    """Run a command for pipes and give its exit code.

    Django is asked only for what it adds: `--help` and its options.
    """
    gc.disable()  # what the modules hold stays anyway
    pipe = import_module(f"coverage.management.pipes.{name}").PIPE
    gc.enable()
    parser = ArgumentParser(prog=f"manage.py {name}", add_help=False, allow_abbrev=False)
    pipe.add_arguments(parser)
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        command = import_module(f"coverage.management.commands.{name}").Command()
        command.run_from_argv(["manage.py", name, *arguments])
        return 0
    try:
        code: int = pipe.run(vars(options))
    except OSError as error:
        sys.exit(f"Newsroom: {error.filename}: {error.strerror}")
    return code


def end_at_once(code: int) -> NoReturn:
    """End with all that was written sent, and nothing in memory taken apart: what is remembered of
    words is so much that this takes as long as eight articles more."""
    with suppress(BrokenPipeError):  # nobody read on, and `code` tells that already
        sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
