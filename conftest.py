"""What all tests share: Django's settings are known before the first import that translates."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
django.setup()
