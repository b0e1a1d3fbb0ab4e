"""The people of the large example neighbourhood: colleagues beside the cast, and names for residents; nobody of them exists."""

from __future__ import annotations

from wijkwaarde.demo.cast import HERE, CastMember
from wijkwaarde.kernel.accounts.terms import Role

# A figure of the area, not rows: nobody makes up thirteen thousand people.
RESIDENTS = 13_000
TOWN, CARE, HOUSE = "Gemeente Voorbeeldstad", "Thuiszorg Voorbeeldwijk", "Huis van de Wijk"
YOUTH, LANDLORD = "Jongerenwerk Voorbeeldwijk", "Woningstichting Voorbeeldstad"


def _member(key: str, *, name: str, phone: str, organisation: str, job: str, role: Role) -> CastMember:
    return CastMember(key, name, f"{key}@voorbeeld.example", HERE, f"06 - 12 34 57 {phone}", organisation, job, role)


def _worker(key: str, *, name: str, phone: str, organisation: str, job: str) -> CastMember:
    return _member(key, name=name, phone=phone, organisation=organisation, job=job, role=Role.PROFESSIONAL)


AROUND = (
    _worker("joost", name="Joost", phone="01", organisation=TOWN, job="schuldhulpverlener"),
    _worker("samira", name="Samira", phone="02", organisation=TOWN, job="consulent"),
    _worker("inge", name="Inge", phone="03", organisation=LANDLORD, job="sociaal beheerder"),
    _worker("anneke", name="Anneke", phone="04", organisation=LANDLORD, job="huismeester"),
    _worker("hatice", name="Hatice", phone="05", organisation=CARE, job="wijkverpleegkundige"),
    _worker("wouter", name="Wouter", phone="06", organisation=CARE, job="casemanager dementie"),
    _worker("ruud", name="Ruud", phone="07", organisation=HOUSE, job="maatschappelijk werker"),
    _worker("delano", name="Delano", phone="08", organisation=YOUTH, job="jongerenwerker"),
    _member("petra", name="Petra", phone="09", organisation=CARE, job="manager", role=Role.MANAGER),
)
# A resident without a question, so that a newcomer can ask the first one.
NEWCOMER = CastMember("nadia", "Nadia", "nadia@voorbeeld.example", HERE, "06 - 12 34 56 03")

FIRST_NAMES = (
    *("Fatma", "Mehmet", "Ayşe", "Hüseyin", "Elif", "Emre", "Zeynep", "Hasan"),
    *("Khadija", "Mohamed", "Naima", "Youssef", "Latifa", "Rachid", "Samir", "Malika"),
    *("Henk", "Riet", "Sjaak", "Truus", "Kees", "Willemien", "Toon", "Corrie", "Jan", "Bep", "Sanne", "Tim", "Lotte"),
    *("Winston", "Sharda", "Romeo", "Chandra", "Xaviera", "Guno", "Shanti", "Ruben"),
    *("Agnieszka", "Piotr", "Kasia", "Marek", "Dorota", "Tomasz"),
    *("Rania", "Khaled", "Hala", "Omar", "Layla", "Yazan"),
)
LAST_NAMES = (
    *("Yılmaz", "Demir", "Öztürk", "Kaya", "Şahin", "Aydın", "Çelik", "Arslan"),
    *("el Idrissi", "Bouzid", "Amrani", "Tahiri", "Benali", "Ouali", "Haddou", "Zerouali"),
    *("Verhoeven", "van 't Hoff", "de Wit", "van den Berg", "Smits", "van Dijk", "Peters", "Jacobs", "Vos", "Kuipers"),
    *("van Os", "Hermans", "Willems"),
    *("Pinas", "Ramdin", "Kartosen", "Jairam", "Wijngaarde", "Landveld", "Mahabier", "Biervliet"),
    *("Kowalska", "Nowak", "Wójcik", "Lewandowski", "Zielińska", "Mazur"),
    *("al-Hamwi", "Haddad", "Darwish", "al-Khatib", "Nasser", "Sabbagh"),
)
# How many of each, in their order: a first name goes with a last name of the same people.
GROUPS = (8, 8, 13, 8, 6, 6)
IN_ARABIC = "ليلى حداد"


def names() -> list[str]:
    """Every name that a resident may have, once, in a fixed order."""
    found, start = [], 0
    for size in GROUPS:
        firsts, lasts = FIRST_NAMES[start : start + size], LAST_NAMES[start : start + size]
        found += [f"{first} {last}" for first in firsts for last in lasts]
        start += size
    return found
