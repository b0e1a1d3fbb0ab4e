"""What a web server runs: Django's application on the one settings file, with a key that its processes share; nothing else."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

NO_KEY = (
    "WIJKWAARDE_SECRET_KEY is not set. Each process would sign with a key of its own, and people would be logged out again "
    "and again. Set one key of 50 characters or more, the same for all processes of the site."
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
if not os.environ.get("WIJKWAARDE_SECRET_KEY"):
    raise ImproperlyConfigured(NO_KEY)
application = get_wsgi_application()
