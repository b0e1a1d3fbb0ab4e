"""What a web server runs: Django's application on the one settings file; nothing of its own."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
application = get_wsgi_application()
