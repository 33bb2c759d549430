"""`manage.py group` for Django's command line; what it does is in pipes/group.py."""

from coverage.management.pipecommand import PipeCommand
from coverage.management.pipes.group import PIPE


class Command(PipeCommand):
    pipe = PIPE
