"""Violations of what holds for nouns, pages and templates: the gate, the file, its text, and what must be said."""

DOC = '"""A planted module."""\n\n'
WEB = "src/wijkwaarde/web/planted"
NOUN = "src/wijkwaarde/kernel/areas/planted"
OF_AREAS = "from wijkwaarde.kernel.areas.models import Area\n"
PAGE = "src/wijkwaarde/web/templates/planted.html"
CARD = "src/wijkwaarde/instruments/planted/templates/planted/card.html"
MIGRATION = "src/wijkwaarde/kernel/areas/migrations"
TABLE = DOC + 'from django.db import models\n\n\nclass Planted(models.Model):\n    """A row."""\n\n'
FORM = DOC + 'from django import forms\n\n\nclass Planted(forms.Form):\n    """A form."""\n\n'
STEPS = (
    DOC + 'from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    """A step."""\n\n'
    "    operations = "
)
LONG_VIEW = DOC + "def show() -> None:\n" + '    """Show much."""\n' + "    number = 0\n" * 21

MODELS = {
    "a key by text": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    person = models.ForeignKey('parties.Person')\n",
        "by text",
    ),
    "a table between by text": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    all = models.ManyToManyField(Person, through='parties.Between')\n",
        "a key to 'parties.Between' by text",
    ),
    "a key that lets the kernel know the instrument": (
        "models",
        "src/wijkwaarde/instruments/planted/models.py",
        TABLE + "    case = models.ForeignKey(Case, on_delete=models.PROTECT)\n",
        "without related_name='+'",
    ),
    "a save of one's own": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    def save(self) -> None:\n        super().save()\n",
        "Planted.save writes in secret",
    ),
    "a delete of one's own": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    def delete(self) -> None:\n        super().delete()\n",
        "Planted.delete writes in secret",
    ),
    "a generic key": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    what = GenericForeignKey('kind', 'id')\n",
        "generic key",
    ),
    "choices on a field": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    kind = models.CharField(max_length=LONGEST, choices=KINDS)\n",
        "choices on a field",
    ),
    "a limit without a name": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    name = models.CharField(max_length=100)\n",
        "a limit without a name",
    ),
    "an enum of Django": (
        "models",
        f"{NOUN}/terms.py",
        DOC + 'from django.db import models\n\n\nclass Kind(models.TextChoices):\n    """Kinds."""\n',
        "Kind is an enum of Django",
    ),
    "a column that asks the clock": (
        "models",
        f"{NOUN}/models.py",
        TABLE + "    at = models.DateTimeField(auto_now_add=True)\n",
        "auto_now_add asks the clock",
    ),
    "a model in no list": (
        "glossary",
        f"{NOUN}/models.py",
        TABLE.replace("Planted", "Plantation") + "    name = models.TextField()\n",
        "'Plantation' has no row",
    ),
    "a noun in no list": ("glossary", "src/wijkwaarde/kernel/plantations/__init__.py", DOC, "'plantations' has no row"),
    "a model that says nothing of itself": (
        "ruff",
        f"{NOUN}/models.py",
        TABLE.replace('    """A row."""\n', "    number = 1\n"),
        "D101",
    ),
}
MIGRATIONS = {
    "a migration without a name": ("migrations", f"{MIGRATION}/0999_auto_20260101.py", STEPS + "[]\n", "says nothing"),
    "a migration named after its first steps": (
        "migrations",
        f"{MIGRATION}/0999_area_name_area_code_and_more.py",
        STEPS + "[]\n",
        "a name that says nothing",
    ),
    "rows and tables in one migration": (
        "migrations",
        f"{MIGRATION}/0999_planted.py",
        STEPS + "[migrations.AddField(), migrations.RunPython(there, back)]\n",
        "changes rows and tables in one file",
    ),
    "rows by SQL beside tables": (
        "migrations",
        f"{MIGRATION}/0999_planted.py",
        STEPS + "[migrations.AddField(), migrations.RunSQL('UPDATE area SET name = 1', reverse_sql='')]\n",
        "changes rows and tables in one file",
    ),
    "a migration without a way back": (
        "migrations",
        f"{MIGRATION}/0999_planted.py",
        STEPS + "[migrations.RunPython(there)]\n",
        "RunPython has no way back",
    ),
    "SQL without a way back": (
        "migrations",
        f"{MIGRATION}/0999_planted.py",
        STEPS + "[migrations.RunSQL('CREATE VIEW planted AS SELECT 1')]\n",
        "RunSQL has no way back",
    ),
}
FORMS = {
    "a text without limit": ("forms", f"{WEB}/forms.py", FORM + "    name = forms.CharField()\n", "has no max_length"),
    "a limit in the form itself": (
        "forms",
        f"{WEB}/forms.py",
        FORM + "    name = forms.CharField(max_length=200)\n",
        "the limit 200 stands in the form",
    ),
    "a form that writes": (
        "forms",
        f"{WEB}/forms.py",
        FORM.replace("forms.Form", "forms.ModelForm"),
        "ModelForm writes past the actions",
    ),
}
REACH = {
    "HTTP in an action": (
        "reach",
        f"{NOUN}/actions.py",
        DOC + "from django.http import HttpResponse\n\nanswer = HttpResponse()\n",
        "Only views speak HTTP",
    ),
    "HTTP in a noun's panel": (
        "reach",
        f"{NOUN}/panels.py",
        DOC + "import django.shortcuts\n",
        "Only views speak HTTP",
    ),
    "a form that knows a request": (
        "reach",
        f"{WEB}/forms.py",
        DOC + "from django.http import HttpRequest\n",
        "A form knows no request",
    ),
    "a page with a transaction of its own": (
        "reach",
        f"{WEB}/views.py",
        DOC + "from django.db import transaction\n",
        "One request is one transaction",
    ),
    "a page that asks the database itself": (
        "reach",
        "src/wijkwaarde/instruments/planted/views.py",
        DOC + "from django.db import connection\n",
        "One request is one transaction",
    ),
    "a rule that asks Django's clock": (
        "reach",
        f"{NOUN}/rules.py",
        DOC + "from django.utils.timezone import now\n",
        "No function asks the clock",
    ),
    "a query that asks Django's clock by its module": (
        "reach",
        f"{NOUN}/queries.py",
        DOC + "from django.utils import timezone\n\ntoday = timezone.localdate()\n",
        "No function asks the clock",
    ),
    "a page that takes all of the database": (
        "reach",
        f"{WEB}/panels.py",
        DOC + "from django import db\n\ndb.connection.close()\n",
        "One request is one transaction",
    ),
    "a signal by another name": (
        "reach",
        f"{WEB}/apps.py",
        DOC + "from allauth.account.signals import user_logged_in\n",
        "No signals",
    ),
    "a partnership set in passing": (
        "reach",
        f"{NOUN}/queries.py",
        DOC + "SET = \"SELECT set_config('app.partnership_id', %s, false)\"\n",
        "Only kernel/isolation.py sets the partnership",
    ),
    "a partnership set in other words": (
        "reach",
        f"{NOUN}/actions.py",
        DOC + 'SET = "SET LOCAL app.partnership_id = 1"\n',
        "Only kernel/isolation.py sets the partnership",
    ),
    "a query that writes": (
        "reach",
        "src/wijkwaarde/kernel/areas/queries.py",
        DOC + OF_AREAS + "\nArea.objects.filter(pk=1).update(name='')\n",
        "only kernel.areas.actions writes Area",
    ),
    "an action that writes another noun's rows": (
        "reach",
        "src/wijkwaarde/kernel/cases/actions.py",
        DOC + OF_AREAS + "\nArea.objects.create()\n",
        "only kernel.areas.actions writes Area",
    ),
    "a file that is no layer": ("layers", "src/wijkwaarde/kernel/areas/looks.py", DOC, "'looks' is no layer of a noun"),
    "a folder that is no layer": ("layers", "src/wijkwaarde/kernel/areas/more/rules.py", DOC, "'more' is no layer"),
    "a view that does too much": ("sizes", f"{WEB}/views.py", LONG_VIEW, "show has 22 lines, 20 at most"),
    "a clock asked by a view": (
        "ruff",
        f"{WEB}/views.py",
        DOC + "from datetime import date\n\ntoday = date.today()\n",
        "No function asks the clock",
    ),
}
MARKUP = {
    "a script in htmx": ("markup", PAGE, '<p hx-on:click="x()">a</p>', "a script in hx-on:click"),
    "a value that is a script": ("markup", PAGE, "<p hx-vals='js:{a: 1}'>a</p>", "a script in the value of hx-vals"),
    "an address that is a script": ("markup", PAGE, '<a href="javascript:x()">a</a>', "a script in the value of href"),
    "a trigger with a filter": ("markup", PAGE, '<p hx-trigger="keyup[ctrlKey]">a</p>', "a filter in square brackets"),
    "a style in a tag": ("markup", PAGE, '<p{% if a > 1 %} style="color: red"{% endif %}>a</p>', "a style of its own"),
    "a style sheet in a page": ("markup", PAGE, "<style>p { color: red }</style>", "a style sheet in the page"),
    "a script in a page": ("markup", PAGE, "<script>x()</script>", "a script in the page"),
    "a script in an attribute": ("markup", PAGE, '<p title="1 > 0" onclick="x()">a</p>', "a script in onclick"),
    "a picture from elsewhere": (
        "markup",
        PAGE,
        '<img alt="" src="https://example.org/a.png">',
        "an address elsewhere",
    ),
    "a template of another instrument": (
        "markup",
        CARD,
        '{% include "micro_analysis/analysis.html" %}',
        "takes micro_analysis/analysis.html from another instrument",
    ),
    "a shared template that knows an instrument": (
        "markup",
        PAGE,
        '{% extends "micro_analysis/analysis.html" %}',
        "takes micro_analysis/analysis.html from another instrument",
    ),
    "a text shown as it comes": ("escaping", PAGE, "<p>{{ text|safe }}</p>", "|safe shows a text as it comes"),
    "a page that escapes nothing": (
        "escaping",
        PAGE,
        "{% autoescape off %}{{ text }}{% endautoescape %}",
        "shows a text as it comes",
    ),
}
OF_THE_HOUSE = MODELS | MIGRATIONS | FORMS | REACH | MARKUP
KEPT = {
    "layers": ("src/wijkwaarde/kernel/areas/tasks.py", DOC),
    "markup": (
        PAGE,
        (
            '{# style="x" #}<!-- onclick="x" --><p class="{% if a > 1 %}b{% endif %}" data-on="[x]">{{ a|safely }}</p>\n'
            '<script src="/vast/x.js"></script><script type="application/json">{}</script>'
            '<a href="https://example.org">a</a>{% include "components/table.html" %}'
        ),
    ),
    "escaping": (PAGE, "{# |safe #}{{ safe|upper }}"),
    "models": (
        f"{NOUN}/models.py",
        TABLE + "    above = models.ForeignKey('self', on_delete=models.PROTECT)\n"
        "    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)\n",
    ),
    "forms": (
        f"{WEB}/forms.py",
        FORM + "    name = forms.CharField(max_length=LONGEST_NAME)\n    kind = forms.ChoiceField()\n",
    ),
    "migrations": (
        f"{MIGRATION}/0999_rows_only.py",
        STEPS + "[migrations.RunPython(there, back), migrations.RunSQL('INSERT INTO a VALUES (1)', 'DELETE FROM a')]\n",
    ),
    "reach": (
        "src/wijkwaarde/kernel/areas/actions.py",
        '"""Says `set_config` only here, in words."""\n\nfrom django.db import transaction\n'
        + OF_AREAS
        + "\nArea.objects.create()\nday = timezone.localdate(at)\n",
    ),
}
