"""What a page says to who was not let in, in plain words; nothing that helps who should not get in."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.web.openid.refusals import Way


@dataclass(frozen=True, slots=True)
class Words:
    """The title and the text of such a page; `again` when trying once more may help."""

    title: str
    text: str
    again: bool = True


def words_of(way: Way, *, name: str) -> Words:
    """What to say about this way of not getting in, with the provider's name."""
    match way:
        case Way.CANCELLED:
            return Words(
                _("Je bent niet ingelogd"),
                _("Je bent gestopt met inloggen bij {name}. Er is niets gebeurd.").format(name=name),
            )
        case Way.OVER:
            return Words(
                _("Begin nog een keer"),
                _("Het inloggen duurde te lang. Of je gebruikte een oude pagina. Begin opnieuw."),
            )
        case Way.WEAK:
            return Words(
                _("Er is een extra stap nodig"),
                _("Log bij {name} in met een extra stap, zoals een app. Dan kunnen wij je binnenlaten.").format(
                    name=name
                ),
            )
        case Way.UNKNOWN:
            return Words(
                _("Wij kennen je hier nog niet"),
                _(
                    "Inloggen bij {name} is gelukt. Maar bij ons hoort er nog geen account bij. Dat maken we samen met je."
                ).format(name=name),
                again=False,
            )
        case Way.DOWN:
            return Words(
                _("We krijgen nu geen antwoord van {name}").format(name=name),
                _("Dat ligt niet aan jou. Probeer het over een paar minuten weer."),
            )
        case Way.REFUSED:
            return Words(
                _("Inloggen is niet gelukt"),
                _(
                    "Er klopte iets niet in het antwoord van {name}. Voor je veiligheid lieten we niemand binnen."
                ).format(name=name),
            )


def not_tied(way: Way, *, name: str) -> str:
    """What to say to who came to tie an account and did not."""
    match way:
        case Way.CANCELLED:
            return _("Je bent gestopt bij {name}. Er is niets gekoppeld.").format(name=name)
        case Way.OVER:
            return _("Dat duurde te lang, of je gebruikte een oude pagina. Er is niets gekoppeld.")
        case Way.WEAK:
            return _("Log bij {name} in met een extra stap, zoals een app. Er is nu niets gekoppeld.").format(name=name)
        case Way.DOWN:
            return _("We krijgen nu geen antwoord van {name}. Er is niets gekoppeld.").format(name=name)
        case Way.REFUSED | Way.UNKNOWN:
            return _("Er klopte iets niet in het antwoord van {name}. Er is niets gekoppeld.").format(name=name)
