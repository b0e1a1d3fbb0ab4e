"""The page of a micro-analysis: what it says, that it is safe, light, complete and the same every time."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import re
from typing import Any

import pytest

from tests.pages.shipped import CASES, analysed, hostile_page, page_html, page_of
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage, Origin
from wijkwaarde.web.format import Money

LANGUAGES = ("nl", "en")
MOST_COMPRESSED = 150_000
MOST_CHART = 40_000


def section(page: AnalysisPage, key: str) -> Any:
    return next(one for one in page.sections if one.key == key)


def words(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES)
class TestEveryPage:
    def test_has_no_script_and_no_inline_style(self, case: str, language: str) -> None:
        text = page_html(case, language)
        assert "<script" not in text
        assert not re.search(r"<[^>]+\s(style|on\w+)=", text)
        assert "javascript:" not in text

    def test_has_one_stylesheet_that_its_policy_names_by_hash(self, case: str, language: str) -> None:
        text = page_html(case, language)
        (css,) = re.findall(r"<style>(.*?)</style>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
        policy = html.unescape(re.findall(r'Content-Security-Policy" content="([^"]+)"', text)[0])
        assert f"style-src 'sha256-{digest}'" in policy
        assert "unsafe" not in policy
        assert text.index("Content-Security-Policy") < text.index("<style>")

    def test_is_light(self, case: str, language: str) -> None:
        text = page_html(case, language)
        assert len(gzip.compress(text.encode())) <= MOST_COMPRESSED
        assert all(len(svg) <= MOST_CHART for svg in re.findall(r"<svg.*?</svg>", text, flags=re.DOTALL))

    def test_is_the_same_bytes_twice(self, case: str, language: str) -> None:
        assert render_html(page_of(case, language)) == page_html(case, language)

    def test_has_a_title_and_a_description_in_every_picture(self, case: str, language: str) -> None:
        for svg in re.findall(r"<svg.*?</svg>", page_html(case, language), flags=re.DOTALL):
            assert re.search(r"<title[^>]*>[^<]+</title><desc[^>]*>[^<]+</desc>", svg)

    def test_has_every_id_once_and_every_link_inside_it_leads_somewhere(self, case: str, language: str) -> None:
        text = page_html(case, language)
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)

    def test_explains_every_known_situation_and_difference(self, case: str, language: str) -> None:
        found = analysed(case).result
        page = page_of(case, language)
        anchors = {origin.anchor for origin in page.origins}
        known = [name for name, amount in found["first_year"].items() if amount is not None]
        assert {f"uitleg-{name}" for name in known} <= anchors
        assert "uitleg-difference-claimed" in anchors

    def test_speaks_its_own_language(self, case: str, language: str) -> None:
        assert f'<html lang="{language}" dir="ltr">' in page_html(case, language)
        dutch = "Waar komt dit vandaan?" in page_html(case, language)
        assert dutch is (language == "nl")


@pytest.mark.parametrize("case", CASES)
def test_the_bars_and_their_table_show_the_same_figures(case: str) -> None:
    costs = section(page_of(case), "kosten")
    shown = [row.cells[-1].text for row in costs.table.rows]
    told = costs.picture.description.rstrip(".").split("; ")
    assert [part.split(": ")[1] for part in told] == shown
    assert all(value in words(costs.picture.wide_svg) for value in map(words, shown))


@pytest.mark.parametrize("case", CASES)
def test_the_streams_and_their_table_show_the_same_figures(case: str) -> None:
    bearers = section(page_of(case), "betalers")
    in_table = {row.name.text: row.cells[-1].text for row in bearers.table.rows if not row.total}
    moved = dict(part.rsplit(": ", 1) for part in bearers.picture.description.rstrip(".").split("; "))
    assert moved == {name: text for name, text in in_table.items() if text != "niets"}


@pytest.mark.parametrize("case", CASES)
def test_the_differences_of_the_bearers_add_up_to_the_total(case: str) -> None:
    result = analysed(case).result
    assert sum(result["difference_by_bearer"]["claimed"].values()) == pytest.approx(result["difference"]["claimed"])
    total = section(page_of(case), "betalers").table.rows[-1]
    assert total.total
    assert total.cells[-1].text.startswith("€")


def test_amina_is_told_in_one_sentence() -> None:
    assert words(page_of("amina").finding) == (
        "Met dit plan kost het dit jaar naar verwachting € 8.390 minder dan wanneer er niets verandert, "
        "en € 4.476 meer dan nu."
    )
    assert section(page_of("amina"), "cijfer").title == "Amina van 3 naar 8; Selma van 5 naar 7"


def test_a_plan_that_costs_more_than_now_says_so_plainly() -> None:
    points = [words(point) for point in section(page_of("amina"), "verschil").points]
    assert "Dit plan kost dit jaar € 4.476 meer dan nu." in points
    assert "Gebleken na een jaar: het kostte € 4.817 meer dan nu." in points


def test_the_bicycle_says_at_which_chance_it_tips_and_what_is_unknown() -> None:
    page = page_of("bicycle")
    assert "4,2%" in section(page, "kantelpunt").title
    assert section(page, "kosten").table.rows[0].cells[-1].text == "niet bekend"
    assert [row.cells[0].text for row in section(page, "uren").table.rows] == ["niet bekend", "niet bekend"]


def test_gerrit_needs_no_chance_at_all() -> None:
    found = section(page_of("gerrit"), "kantelpunt")
    assert found.title == "Ook zonder deze kansen is het plan goedkoper dan niets veranderen"
    assert found.points == ()


def test_gerrit_has_one_party_that_pays_more_and_it_is_named() -> None:
    assert "Gemeente (welzijn) betaalt meer" in section(page_of("gerrit"), "betalers").title


def test_a_transfer_is_told_apart() -> None:
    remarks = words(" ".join(section(page_of("amina"), "betalers").remarks))
    assert "telt niet mee in het totaal" in remarks
    assert "€ 14.914" in remarks


def test_marks_stay_two_lines_of_two_people() -> None:
    table = section(page_of("gerrit"), "cijfer").table
    assert [(row.name.text, [cell.text for cell in row.cells]) for row in table.rows] == [
        ("Gerrit", ["5", "7", "6"]),
        ("Ineke", ["4", "7", "7"]),
    ]


def test_an_example_price_list_is_said_on_top_and_at_every_price() -> None:
    text = words(page_html("amina"))
    assert "VOORBEELDPRIJSLIJST: deze prijzen zijn een voorbeeld." in text
    own = text.count("deze prijs staat in het bestand zelf")
    prices = text.count("Prijs: ") - own
    assert prices
    assert text.count("(VOORBEELDPRIJSLIJST)") == prices
    assert "VOORBEELDPRIJSLIJST" not in page_html("bicycle")


def test_every_price_tells_its_source_down_to_the_line() -> None:
    def prices(origin: Origin) -> list[Origin]:
        below = [one for part in origin.parts for one in prices(part)]
        return [origin, *below] if origin.name.startswith("Prijs: ") else below

    found = [price for origin in page_of("amina").origins for price in prices(origin)]
    assert found
    assert all(any(fact.name == "Bron" for fact in price.facts) for price in found)


def test_hostile_text_is_shown_and_never_run() -> None:
    text = render_html(hostile_page())
    assert "<script" not in text
    assert "<img" not in text
    assert "{{ 7 }}" in html.unescape(text)
    assert "{% now" in html.unescape(text)
    assert text.count("<style>") == text.count("</style>") == 1
    assert "Noto Sans Arabic" in text


def test_a_place_for_the_policy_cannot_be_taken_by_a_text() -> None:
    texts = CaseTexts("\ue000css\ue000 \ue000policy\ue000")
    text = render_html(build_page(analysed("bicycle").result, texts=texts, language="nl"))
    assert text.count("<style>") == 1
    assert "@font-face" not in text.split("</style>")[1]


def test_a_source_address_that_is_no_web_address_is_not_a_link() -> None:
    from wijkwaarde.instruments.micro_analysis.origins import origins

    price = {"key": "price.x", "kind": "price", "text": "x", "value": 1.0, "unit": "EUR", "formula": "", "parts": []}
    tree = {"now": price | {"inputs": {"unit": "hour", "source": "boek", "url": "javascript:alert(1)"}}}
    assert [fact.url for fact in origins(tree, bearer_names={}, money=Money("EUR"))[0].facts] == [""]


def test_an_analysis_of_which_nothing_is_known_still_is_a_page() -> None:
    nothing: dict[str, None] = dict.fromkeys(("now", "nothing", "solution", "realised"))
    result = {"first_year": nothing, "one_off": nothing, "yearly": nothing, "by_bearer": {}}
    result |= {"difference": {"claimed": None, "planned": None, "realised": None}}
    page = build_page(result, texts=CaseTexts("Leeg"), language="nl")
    assert page.finding == "Wat het plan scheelt, weten we nog niet."
    assert "niet bekend" in render_html(page)


NEVER_SAID = """casus cliënt mdo indicatie beschikking belemmering interventie betrokkene participant kostendrager
verplichting uitnutting welbevinden zelfredzaam traject doelgroep maatwerk verstrekking grondslag dient helaas""".split()


@pytest.mark.parametrize("case", ["amina", "gerrit"])
def test_the_page_itself_uses_no_words_of_the_system_world(case: str) -> None:
    page = page_of(case)
    own = " ".join(
        [
            page.finding,
            *(" ".join([one.topic, one.title, *one.lead, *one.points, *one.remarks]) for one in page.sections),
        ]
    ).lower()
    assert [word for word in NEVER_SAID if word in own] == []
