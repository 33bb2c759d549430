#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys
from importlib import import_module

#: The commands that read and write JSON lines and keep nothing. They run without settings, tables,
#: admin and pages: that starts them in a third of the time, and where no database can be had.
PIPES = ("collate", "group", "read")


def main() -> None:
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        sys.exit(f"Newsroom: {missing}. Run `make install`, then .venv/bin/python manage.py …")
    if sys.argv[1:2] and sys.argv[1] in PIPES:
        run_pipe(sys.argv)
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Newsroom: {problem}")


def run_pipe(arguments: list[str]) -> None:
    """Run a command for pipes, which needs nothing of Django but its command line."""
    import_module(f"coverage.management.commands.{arguments[1]}").Command().run_from_argv(arguments)


if __name__ == "__main__":
    main()
