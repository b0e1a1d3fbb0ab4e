"""`make demo`: the site with the example neighbourhood, until Ctrl-C; the work is in supervisor.py."""

import sys

from wijkwaarde.demo.supervisor import main

sys.exit(main())
