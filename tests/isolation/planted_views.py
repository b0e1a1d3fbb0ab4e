"""Views that do wrong, at addresses of their own beside those of the site."""

from uuid import UUID, uuid4

from django.db import DatabaseError, connection
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.actions import open_case
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.actions import add_person
from wijkwaarde.web.doors import public

WRITTEN = "Een vraag die er niet mag komen"


def write(request):
    """A question of whoever asks."""
    return open_case(by=request.actor, words=WRITTEN, request_key=uuid4(), today=request.today)


def swallows(request):
    """Goes on after an error of the database, without telling Django."""
    write(request)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
    except DatabaseError:
        pass
    return HttpResponse("Bewaard.")


def swallows_at_the_end(request):
    """Writes what the database refuses only at commit, and cannot know."""
    write(request)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET resident_id = 1000000 WHERE words = %s", [WRITTEN])
    return HttpResponse("Bewaard.")


def breaks(request):
    """Breaks after it wrote."""
    write(request)
    raise RuntimeError(WRITTEN)


def answers_500(request):
    """Says itself that it is broken."""
    write(request)
    return HttpResponse("Kapot.", status=500)


def refuses(request):
    """Writes and then refuses."""
    write(request)
    raise Refused("Dit kan niet.")


def refuses_who_reads(request, key):
    """Shows a case, then writes and refuses."""
    case_for(key, by=request.actor, today=request.today)
    request.actor.record(Act.SEARCH, "case", object_id=None, subjects=[1])
    request.actor.record(Act.WRITE, "case", object_id=1, subjects=[1])
    raise Refused("Dit kan niet.")


def denies(request, person_id):
    """Writes and then finds that it is not there for who asks."""
    write(request)
    raise NotFound("case", object_id=7, subjects=(person_id,))


def corrects(request, key):
    """A form that is not right yet, on the page of a case."""
    case_for(UUID(str(key)), by=request.actor, today=request.today)
    return HttpResponse("Nog niet goed.", status=422)


def twice(request, key):
    """Looks at the same case twice."""
    case_for(key, by=request.actor, today=request.today)
    case_for(key, by=request.actor, today=request.today)
    return HttpResponse("Gezien.")


def streams(request):
    """Asks for rows while the answer is already on its way: after the transaction."""

    def rows():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM parties_person")
            yield str(cursor.fetchone()[0])

    return StreamingHttpResponse(rows())


@public
def opened(_request):
    """Everybody may open it."""
    return HttpResponse("Voor iedereen.")


@public
def adds_anyway(request):
    """A public page that tries to write about people."""
    add_person(by=request.actor, name="Iemand")
    return HttpResponse("Bewaard.")


def unmarked(_request):
    """Nobody said who may open it."""
    return HttpResponse("Voor wie binnen is.")


urlpatterns = [
    path("proef/slikt", swallows),
    path("proef/slikt-later", swallows_at_the_end),
    path("proef/breekt", breaks),
    path("proef/500", answers_500),
    path("proef/weigert", refuses),
    path("proef/weigert-na-lezen/<uuid:key>", refuses_who_reads),
    path("proef/ontzegt/<int:person_id>", denies),
    path("proef/verbetert/<uuid:key>", corrects),
    path("proef/twee-keer/<uuid:key>", twice),
    path("proef/stroomt", streams),
    path("proef/open", opened),
    path("proef/open-schrijft", adds_anyway),
    path("proef/ongemerkt", unmarked),
    path("", include("wijkwaarde.urls")),
]
