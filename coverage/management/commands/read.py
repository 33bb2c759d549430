"""`manage.py read` for Django's command line; what it does is in pipes/read.py."""

from coverage.management.pipecommand import PipeCommand
from coverage.management.pipes.read import PIPE


class Command(PipeCommand):
    pipe = PIPE
