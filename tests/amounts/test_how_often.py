"""The pages of amounts ask the database as often with many rows as with few, and at most fifteen times."""

from tests.thread.test_how_often import asked_for

MOST = 15


def test_the_pages_of_amounts_ask_at_most_fifteen_times(case):
    case.plan("Jeugdhulp, elke week", "De huisarts belt mee")
    case.fill("De huisarts belt mee", price="HA", quantity="2", per="year")
    browser, clerk = case.cast.browser("bram"), case.cast.browser("karel")
    pages = [(browser, case.address(rest)) for rest in ("", "/plan/1", "/plan/2", "/nu/erbij")]
    pages += [(clerk, "/vaste-prijzen?q=politie")]
    few = [len(asked_for(one, address)) for one, address in pages]
    for number in range(10):
        case.add(
            f"Iets {number}", price="HA", quantity="2", per="year", who_1="Opa", kind_1="volunteer", unknown_1="on"
        )
    many = [len(asked_for(one, address)) for one, address in pages]
    assert few == many
    assert max(many) <= MOST
