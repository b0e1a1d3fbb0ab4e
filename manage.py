"""Django's own commands, for who knows Django: on the demo's database when no addresses are set; adds none."""

import os
import sys
from contextlib import ExitStack

from django.core.management import execute_from_command_line

from wijkwaarde import postgres
from wijkwaarde.demo.state import chosen

with ExitStack() as stack:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
    if not {"DATABASE_URL", "DATABASE_OWNER_URL"} & set(os.environ):
        os.environ.update(chosen().environment(stack.enter_context(postgres.available(chosen().database))))
    execute_from_command_line(sys.argv)
