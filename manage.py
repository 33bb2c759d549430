#!/usr/bin/env python
"""Django's command line for Newsroom."""

import gc
import os
import sys
from argparse import ArgumentParser
from importlib import import_module

#: The commands that read and write JSON lines and keep nothing. They run without Django, its
#: settings, tables and pages: that starts them in a third of the time, and where no database can
#: be had.
PIPES = ("collate", "group", "read")


def main() -> None:
    if sys.argv[1:2] and sys.argv[1] in PIPES:
        run_pipe(sys.argv[1], sys.argv[2:])
        return
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


def run_pipe(name: str, arguments: list[str]) -> None:
    """Run a command for pipes; Django is asked only for what it adds: `--help` and its options."""
    gc.disable()  # what the modules hold stays anyway
    pipe = import_module(f"coverage.management.pipes.{name}").PIPE
    gc.enable()
    parser = ArgumentParser(prog=f"manage.py {name}", add_help=False, allow_abbrev=False)
    pipe.add_arguments(parser)
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        command = import_module(f"coverage.management.commands.{name}").Command()
        command.run_from_argv(["manage.py", name, *arguments])
        return
    try:
        sys.exit(pipe.run(vars(options)))
    except OSError as error:
        sys.exit(f"Newsroom: {error.filename}: {error.strerror}")


if __name__ == "__main__":
    main()
