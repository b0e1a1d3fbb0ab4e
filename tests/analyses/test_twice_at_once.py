"""Two people, or one who clicks twice, at the very same moment: one row, and everybody gets it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from django.apps import apps
from django.db import connection

from tests.analyses.conftest import EXAMPLE_LIST, Analyses
from wijkwaarde.instruments.micro_analysis.instrument import INSTRUMENT
from wijkwaarde.instruments.micro_analysis.models import MicroAnalysis
from wijkwaarde.kernel.flows.models import Estimate, Flow
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.prices.actions import store_edition
from wijkwaarde.kernel.prices.models import StoredEdition
from wijkwaarde.kernel.prices.queries import edition_of, load_edition
from wijkwaarde.web.instruments import instruments

AT_ONCE = 4


def at_once(work):
    """What four threads get that start this together, each on a connection of its own."""
    ready = Barrier(AT_ONCE)

    def one(_number):
        try:
            ready.wait()
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, range(AT_ONCE)))


def test_an_analysis_that_is_sent_four_times_at_once_is_kept_once(committing_cast):
    analyses = Analyses(committing_cast)
    analysed = analyses.analysed("bicycle")
    made = at_once(lambda: analyses.save("bicycle", analysed=analysed).pk)
    with analyses.inside():
        kept = MicroAnalysis.objects.get(case=analyses.case)
        assert set(made) == {kept.pk}
        assert Estimate.objects.filter(case=analyses.case).get() == kept.estimate
        assert Flow.objects.filter(estimate=kept.estimate).count() == kept.estimate.size


def test_a_price_list_that_is_stored_four_times_at_once_is_kept_once(committing_cast):
    analyses, edition = Analyses(committing_cast), load_edition(EXAMPLE_LIST)

    def store():
        with in_partnership(analyses.by.partnership_id):
            return store_edition(edition, by=analyses.by, today=date(2026, 11, 22)).pk

    made = at_once(store)
    with analyses.inside():
        kept = StoredEdition.objects.get(name=edition.name)
        assert set(made) == {kept.pk}
        assert edition_of(kept) == edition


def test_the_instrument_is_found_and_names_tables_that_are_there():
    assert INSTRUMENT in instruments()
    assert [apps.get_model(one.model) for one in INSTRUMENT.personal_data] == [MicroAnalysis]
