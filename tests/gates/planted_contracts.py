"""Violations of the import contracts: the file, its text, and the sentence that must be said."""

DOC = '"""A planted module."""\n\n'
KERNEL = "src/wijkwaarde/kernel"
INSTRUMENT = "src/wijkwaarde/instruments/planted"
WEB = "src/wijkwaarde/web/planted"
POINTS_DOWN = "A lower part of the house may not know a higher one"
IN_ORDER = "A higher noun may know a lower one, never the other way round"
LAYERS = "Queries read, actions write, rules decide"
BEHIND = "A row that a view, a form or a rule fetches itself passes by access and the trail"
COUNTS = "A calculation takes plain values"

CONTRACTS = {
    "waarde that knows Django": (
        "waarde/src/waarde/planted.py",
        "import django\n",
        "waarde counts and knows no web site",
    ),
    "waarde that knows the database": (
        "waarde/src/waarde/planted.py",
        "import psycopg\n",
        "waarde counts and knows no",
    ),
    "waarde that knows the product": ("waarde/src/waarde/planted.py", "import wijkwaarde.kernel\n", "waarde counts"),
    "a kernel that knows the web": (f"{KERNEL}/files.py", "import wijkwaarde.web\n", POINTS_DOWN),
    "web that knows an instrument": (f"{WEB}/views.py", "import wijkwaarde.instruments.micro_analysis\n", POINTS_DOWN),
    "an instrument that knows the demo": (f"{INSTRUMENT}/views.py", "import wijkwaarde.demo\n", POINTS_DOWN),
    "a router that knows the kernel": (
        "src/wijkwaarde/routing.py",
        "import wijkwaarde.kernel.files\n",
        POINTS_DOWN,
    ),
    "a part of the house without a place": (
        "src/wijkwaarde/planted.py",
        "",
        "are not listed as layers: - wijkwaarde.planted",
    ),
    "a noun without a place": (f"{KERNEL}/planted/__init__.py", "", "every noun has its place in this list"),
    "areas that know cases": (f"{KERNEL}/areas/planted.py", "import wijkwaarde.kernel.cases\n", IN_ORDER),
    "a trail that knows people": (f"{KERNEL}/trail/planted.py", "import wijkwaarde.kernel.parties\n", IN_ORDER),
    "prices that know flows": (f"{KERNEL}/prices/planted.py", "import wijkwaarde.kernel.flows\n", IN_ORDER),
    "access that knows a noun": (f"{KERNEL}/access.py", "import wijkwaarde.kernel.accounts\n", IN_ORDER),
    "isolation that knows who acts": (f"{KERNEL}/isolation.py", "import wijkwaarde.kernel.access\n", IN_ORDER),
    "errors that know files": (f"{KERNEL}/errors.py", "import wijkwaarde.kernel.files\n", IN_ORDER),
    "a noun's calculation that knows Django": (f"{KERNEL}/flows/calculation.py", "import django\n", COUNTS),
    "a calculation that knows the kernel": (f"{INSTRUMENT}/calculation.py", "import wijkwaarde.kernel.files\n", COUNTS),
    "terms that know Django": (
        f"{INSTRUMENT}/terms.py",
        "import django.db\n",
        "Terms are what a form, a rule, a table",
    ),
    "an action that knows a form": (
        f"{INSTRUMENT}/actions.py",
        "import wijkwaarde.instruments.planted.forms\n",
        LAYERS,
    ),
    "a query that knows an action": (f"{KERNEL}/areas/queries.py", "import wijkwaarde.kernel.areas.actions\n", LAYERS),
    "a model that knows a rule": (f"{KERNEL}/areas/models.py", "import wijkwaarde.kernel.areas.rules\n", LAYERS),
    "a form that knows a view": (f"{WEB}/forms.py", "import wijkwaarde.web.planted.views\n", LAYERS),
    "a view that knows its addresses": (f"{WEB}/views.py", "import wijkwaarde.web.planted.urls\n", LAYERS),
    "views and tasks that know each other": (
        f"{KERNEL}/areas/tasks.py",
        "import wijkwaarde.kernel.areas.views\n",
        LAYERS,
    ),
    "a view that fetches rows itself": (f"{WEB}/views.py", "import wijkwaarde.kernel.areas.models\n", BEHIND),
    "a form that fetches rows itself": (f"{INSTRUMENT}/forms.py", "import wijkwaarde.kernel.areas.models\n", BEHIND),
    "a rule that fetches rows itself": (f"{KERNEL}/areas/rules.py", "import wijkwaarde.kernel.areas.models\n", BEHIND),
    "a command that fetches rows itself": (
        "src/wijkwaarde/commands.py",
        "import wijkwaarde.kernel.areas.models\n",
        BEHIND,
    ),
    "a task that fetches rows itself": (f"{KERNEL}/areas/tasks.py", "import wijkwaarde.kernel.areas.models\n", BEHIND),
    "instruments that know each other": (
        f"{INSTRUMENT}/rules.py",
        "import wijkwaarde.instruments.micro_analysis\n",
        "An instrument can be deleted by deleting its folder",
    ),
}
KEPT = {
    "a rule that names a model as a type": (
        f"{KERNEL}/areas/planted/rules.py",
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import wijkwaarde.kernel.areas.models\n",
    ),
    "an action that reads a lower noun": (f"{KERNEL}/cases/actions.py", "import wijkwaarde.kernel.areas.models\n"),
    "an instrument's query that reads the kernel": (
        f"{INSTRUMENT}/queries.py",
        "import wijkwaarde.kernel.areas.models\n",
    ),
}
