"""Our own error pages: what happened and what to do, without a database, and without telling how it went wrong."""

from http import HTTPStatus

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.utils import translation

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web import error_pages
from wijkwaarde.web.error_pages import TROUBLES, PlainAnswers, page


@pytest.fixture(autouse=True)
def dutch():
    with translation.override("nl"):
        yield


@pytest.fixture
def asked():
    return RequestFactory().get("/geheim-adres")


@pytest.mark.parametrize("status", TROUBLES)
def test_every_trouble_has_a_page_that_says_what_to_do(asked, status):
    answer = page(asked, status=status)
    html = answer.content.decode()
    assert answer.status_code == status
    assert str(TROUBLES[status].title) in html
    assert str(TROUBLES[status].text) in html
    assert "geheim-adres" not in html.replace('name="next" value="/geheim-adres"', "")


@pytest.mark.parametrize("status", TROUBLES)
def test_htmx_gets_a_notice_and_not_a_page_in_a_page(status):
    request = RequestFactory().get("/", headers={"HX-Request": "true"})
    html = page(request, status=status).content.decode()
    assert "<html" not in html
    assert 'role="alert"' in html


def test_what_was_too_much_says_so_and_other_bad_requests_do_not(asked):
    assert error_pages.bad_request(asked, RequestDataTooBig()).status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert error_pages.bad_request(asked, SuspiciousOperation("details")).status_code == HTTPStatus.BAD_REQUEST


def test_the_reason_of_an_exception_is_not_shown(asked):
    for answer in (
        error_pages.forbidden(asked, PermissionError("inside")),
        error_pages.not_found(asked, ValueError("inside")),
    ):
        assert "inside" not in answer.content.decode()
    assert "cookies" in error_pages.csrf_failure(asked, "Origin checking failed").content.decode()
    assert "Origin" not in error_pages.csrf_failure(asked, "Origin checking failed").content.decode()


def test_what_was_refused_is_said_in_the_words_of_the_refusal(asked):
    answer = error_pages.refused(asked, Refused("Deze afspraak is al klaar."))
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Deze afspraak is al klaar." in answer.content.decode()


def test_the_page_of_our_own_mistake_needs_nothing_of_the_request():
    answer = error_pages.server_error(None)
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "Er ging iets mis bij ons" in answer.content.decode()


def test_a_bare_number_becomes_a_page_and_keeps_its_headers(asked):
    answer = PlainAnswers(lambda _request: HttpResponseNotAllowed(["POST"]))(asked)
    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.headers["Allow"] == "POST"
    assert "Deze pagina open je met een knop" in answer.content.decode()


def test_an_answer_that_says_something_stays_as_it_is(asked):
    assert PlainAnswers(lambda _request: HttpResponse("mine", status=404))(asked).content == b"mine"


def test_the_phone_number_of_the_partnership_stands_there_where_it_is_set(asked, settings):
    settings.PHONE = "088 - 123 45 67"
    assert 'href="tel:0881234567"' in error_pages.not_found(asked).content.decode()
