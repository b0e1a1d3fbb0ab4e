"""Two people fill in amounts at once: other rows go together, the same row is shown beside what stands there now."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from tests.amounts.conftest import Amounts

DOCTOR, YOUTH = "De huisarts belt mee", "Jeugdhulp, elke week"


def by_name(amounts):
    return {one.name: one for one in amounts}


def test_two_people_with_other_rows_both_keep_theirs(case):
    case.plan(YOUTH, DOCTOR)
    base = case.found().base
    assert case.fill(DOCTOR, base=base, price="HA", quantity="4", per="year").status_code == 302
    assert case.fill(YOUTH, who="chantal", base=base, price="JB", quantity="2", per="week").status_code == 302
    assert {name: one.use.quantity for name, one in by_name(case.found().plan).items()} == {YOUTH: 2, DOCTOR: 4}


def test_who_comes_second_with_the_same_row_sees_both_and_may_save_again(case):
    case.plan(DOCTOR)
    base = case.found().base
    case.fill(DOCTOR, base=base, price="HA", quantity="4", per="year")
    answer = case.fill(DOCTOR, who="chantal", base=base, price="HA", quantity="9", per="month")
    assert answer.status_code == 409
    assert "Iemand anders was je voor" in answer.text
    assert "per maand" in answer.text
    assert case.found().plan[0].use.quantity == 4
    again = f'name="base" value="{case.found().base}"'
    assert again in answer.text
    case.fill(DOCTOR, who="chantal", base=case.found().base, price="HA", quantity="9", per="month")
    assert case.found().plan[0].use.quantity == 9


def test_the_same_form_twice_counts_once(case):
    case.plan(DOCTOR)
    for _time in range(2):
        assert case.add("Huisarts", base=0, price="HA", quantity="12", per="in-total").status_code == 302
    assert [one.name for one in case.found().now] == ["Huisarts"]
    newest = case.found().base
    assert case.fill(DOCTOR, base=0, price="HA", quantity="4", per="year").status_code == 302
    assert case.fill(DOCTOR, base=0, price="HA", quantity="4", per="year").status_code == 302
    assert case.found().base == newest + 1


def test_what_somebody_else_took_off_is_not_taken_off_as_another(case):
    case.plan(DOCTOR)
    case.add("Huisarts", price="HA", quantity="12", per="in-total")
    base = case.found().base
    case.change("Huisarts", price="HA", quantity="15", per="in-total")
    answer = case.cast.browser("chantal").post(case.address("/nu/weg"), {"was": "Huisarts", "base": base}, follow=True)
    assert "Iemand anders heeft dit net veranderd." in answer.text
    assert case.found().now[0].use.quantity == 15


def test_a_line_that_left_the_plan_meanwhile_is_said_to_be_gone(case):
    case.plan(DOCTOR)
    case.plan(YOUTH)
    answer = case.post("/plan/1", was=DOCTOR, base=0, price="geen")
    assert answer.status_code == 422
    assert "Deze afspraak staat niet meer in het plan." in answer.text


def test_two_forms_at_the_same_moment_leave_every_row(committing_cast):
    case = Amounts(committing_cast, committing_cast.opened()).plan(YOUTH, DOCTOR)
    rows = {1: (YOUTH, "JB"), 2: (DOCTOR, "HA")}

    def save(number):
        name, price = rows[number]
        sent = {"was": name, "base": 0, "price": case.prices[price], "quantity": "2", "per": "month"}
        try:
            browser = case.cast.browser("bram", raises=True)
            return browser.post(case.address(f"/plan/{number}"), sent).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(save, rows)) == [302, 302]
    assert [one.proposed for one in case.found().plan] == [False, False]
