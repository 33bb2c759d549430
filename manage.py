#!/usr/bin/env python
"""Django's command line for Newsroom."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as missing:
        sys.exit(f"Newsroom: {missing}. Run `make install`, then .venv/bin/python manage.py …")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as problem:
        sys.exit(f"Newsroom: {problem}")


if __name__ == "__main__":
    main()
