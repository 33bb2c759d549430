"""`manage.py collate` for Django's command line; what it does is in pipes/collate.py."""

from coverage.management.pipecommand import PipeCommand
from coverage.management.pipes.collate import PIPE


class Command(PipeCommand):
    pipe = PIPE
