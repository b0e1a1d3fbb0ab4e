"""The settings of the site that is measured: those of the product, one page more and a counter of queries around it."""

from pathlib import Path

from wijkwaarde.settings import *  # noqa: F403
from wijkwaarde.settings import MIDDLEWARE as OF_THE_SITE
from wijkwaarde.settings import TEMPLATES

MIDDLEWARE = ["bench.web.counting.Counting", *OF_THE_SITE]
ROOT_URLCONF = "bench.web.urls"
TEMPLATES[0]["DIRS"] = [Path(__file__).resolve().parent / "templates"]
