"""`manage.py read` for Django's command line; what it does is in pipes/read.py."""

import json

from coverage.management.pipecommand import PipeCommand
from coverage.management.pipes.read import PIPE, answer_line


class Command(PipeCommand):
    pipe = PIPE


def answer_row(row):  # type: ignore
    return json.loads(answer_line(row))
