"""The one settings file of Django: templates and translation now; no address, no secret, no database."""

import os
from pathlib import Path

HERE = Path(__file__).resolve().parent

EXAMPLES = HERE / "demo" / "cases"
# Where price lists are looked for, after the folder of the case itself; folders separated as in PATH.
PRICE_FOLDERS = [
    *(Path(folder) for folder in os.environ.get("WIJKWAARDE_PRICES", "").split(os.pathsep) if folder),
    HERE / "demo" / "prices",
]

INSTALLED_APPS = [
    "wijkwaarde.web",
    "wijkwaarde.instruments.micro_analysis",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    }
]

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [HERE / "web" / "locale"]
USE_I18N = True
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
