"""The cast of the example neighbourhood: people who do not exist, the same in the demo, the tests and the docs."""

from __future__ import annotations

from dataclasses import dataclass

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.parties.terms import OrganisationKind

# For the demo only: nobody real has this password, and nobody else's site has these people.
PASSWORD = "samen-in-de-wijk"  # noqa: S105
DOMAIN = "@voorbeeld.example"
HERE = "voorbeeldwijk"
NEXT_DOOR = "buurwijk"


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody of the cast: a resident (no role), or a member of an organisation."""

    key: str
    name: str
    email: str
    partnership: str
    phone: str = ""
    organisation: str = ""
    job: str = ""
    role: Role | None = None
    is_on_duty: bool = False
    is_for_privacy: bool = False


# What the organisations of the cast do, as far as it decides what they may read.
KINDS = {
    "Huis van de Wijk": OrganisationKind.WELFARE,
    "Thuiszorg Voorbeeldwijk": OrganisationKind.CARE,
    "Gemeente Voorbeeldstad": OrganisationKind.TOWN,
    "Jongerenwerk Voorbeeldwijk": OrganisationKind.WELFARE,
    "Welzijn Buurwijk": OrganisationKind.WELFARE,
}
CAST = (
    CastMember("amina", "Amina", "amina@voorbeeld.example", HERE, "06 - 12 34 56 01"),
    CastMember(
        "chantal",
        "Chantal",
        "chantal@voorbeeld.example",
        HERE,
        "06 - 12 34 56 78",
        "Thuiszorg Voorbeeldwijk",
        "wijkverpleegkundige",
        Role.PROFESSIONAL,
        is_on_duty=True,
    ),
    CastMember(
        "bram",
        "Bram",
        "bram@voorbeeld.example",
        HERE,
        "06 - 12 34 56 79",
        "Huis van de Wijk",
        "opbouwwerker",
        Role.PROFESSIONAL,
    ),
    CastMember(
        "yara",
        "Yara",
        "yara@voorbeeld.example",
        HERE,
        "06 - 12 34 56 80",
        "Jongerenwerk Voorbeeldwijk",
        "jongerenwerker",
        Role.PROFESSIONAL,
    ),
    CastMember(
        "marieke",
        "Marieke",
        "marieke@voorbeeld.example",
        HERE,
        "06 - 12 34 56 81",
        "Gemeente Voorbeeldstad",
        "manager",
        Role.MANAGER,
    ),
    CastMember(
        "karel",
        "Karel",
        "karel@voorbeeld.example",
        HERE,
        "06 - 12 34 56 82",
        "Gemeente Voorbeeldstad",
        "controller",
        Role.CONTROLLER,
        is_for_privacy=True,
    ),
    CastMember(
        "hanneke",
        "Hanneke",
        "hanneke@voorbeeld.example",
        HERE,
        "06 - 12 34 56 83",
        "Gemeente Voorbeeldstad",
        "bestuurder",
        Role.BOARD,
    ),
    CastMember("fenna", "Fenna", "fenna@voorbeeld.example", HERE, "06 - 12 34 56 02"),
    CastMember("dirk", "Dirk", "dirk@voorbeeld.example", HERE),
    CastMember(
        "olga",
        "Olga",
        "olga@voorbeeld.example",
        NEXT_DOOR,
        "06 - 12 34 56 90",
        "Welzijn Buurwijk",
        "opbouwwerker",
        Role.PROFESSIONAL,
        is_on_duty=True,
    ),
)

BY_KEY = {one.key: one for one in CAST}
CODES = "Wie ergens werkt, vult daarna een code in. Die staat op de pagina, en in: wijkwaarde demo code NAAM"
# Who is worth logging in as first, and what they see; the large neighbourhood has more people than the cast.
LOG_INS = {
    "nadia": "bewoner zonder vraag: stelt de eerste, kiest wie er meedoet, ziet wie er keek",
    "amina": "bewoner van de casus De kappersstoel, met plan, cijfers en micro-analyse",
    "chantal": "wijkverpleegkundige, vast contact van nieuwe vragen: Vandaag",
    "bram": "opbouwwerker: doet mee in veel plannen",
    "gerrit": "bewoner van de casus De fietsenmaker",
    "joey": "bewoner van de casus Zestig uur",
    "fenna": "bewoner van de casus De fiets, met plan en micro-analyse",
    "marieke": "manager: regels die een plan in de weg zitten, zonder namen",
    "petra": "manager van de thuiszorg: wie van haar collega's heeft ruimte",
    "karel": "controller: het wijkbudget, wat er geleverd is, en de boeken",
    "hanneke": "bestuurder: regels waarop niemand op tijd antwoord gaf, zonder namen",
    "dirk": "buitenstaander: ziet nergens iets van",
}


def email_of(key: str) -> str:
    """The address of somebody in the example neighbourhood."""
    return f"{key}{DOMAIN}"


def log_ins() -> str:
    """Who to log in as, for the terminal; these people do not exist."""
    width = max(len(email_of(key)) for key in LOG_INS)
    lines = [f"  {email_of(key):<{width}}  {what}" for key, what in LOG_INS.items()]
    return "\n".join(["Log in als (verzonnen mensen):", *lines, f"Wachtwoord van iedereen: {PASSWORD}", CODES])
