"""Partnership, Organisation and Person; who may log in is for accounts, who takes part for cases."""

from __future__ import annotations

from django.db import models

from wijkwaarde.kernel.areas.models import Area
from wijkwaarde.kernel.parties.terms import (
    DAYS_TO_CALL,
    LONGEST_ADDRESS_FORM,
    LONGEST_CHANNEL,
    LONGEST_KIND,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_SLUG,
    LONGEST_VIA,
    AddressForm,
    Channel,
    OrganisationKind,
)


class Partnership(models.Model):
    """Organisations and residents of one neighbourhood who work together; everything about people is inside one.

    `days_to_call`: within how many working days the fixed contact calls; `address_form` is the default for residents.
    """

    slug = models.SlugField(max_length=LONGEST_SLUG, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, related_name="partnerships")
    address_form = models.CharField(max_length=LONGEST_ADDRESS_FORM, default=AddressForm.FAMILIAR.value)
    days_to_call = models.PositiveSmallIntegerField(default=DAYS_TO_CALL)
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)

    class Meta:
        """The form of address is one of the two there are."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(address_form__in=[form.value for form in AddressForm]),
                name="parties_partnership_address_form",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """An organisation in a partnership, from and until a day; `until` is the first day it no longer takes part."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="organisations")
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(
        max_length=LONGEST_KIND, default=OrganisationKind.OTHER.value, db_default=OrganisationKind.OTHER.value
    )
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """A name once per partnership, a kind there is, and no end before its begin."""

        constraints = (
            models.UniqueConstraint(fields=("partnership", "name"), name="parties_organisation_once"),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="parties_organisation_period",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in OrganisationKind]), name="parties_organisation_kind"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A resident as one partnership knows them: a name, a phone number if they gave one, and how they want to be reached.

    `via`: through whom, or to which address. `version` counts the changes of how they are reached. `born_on`: known of who
    is younger than eighteen, since what a parent may do follows from it; of others nobody asks. `restricted_on`: since when
    only they themselves and their fixed contact open what is about them, because they asked for that; None while it is not so.
    """

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="people")
    name = models.CharField(max_length=LONGEST_NAME)
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)
    channel = models.CharField(max_length=LONGEST_CHANNEL, default=Channel.CALL.value, db_default=Channel.CALL.value)
    via = models.CharField(max_length=LONGEST_VIA, blank=True, db_default="")
    version = models.PositiveIntegerField(default=1)
    born_on = models.DateField(null=True)
    restricted_on = models.DateField(null=True)

    class Meta:
        """One of the ways there are; a letter and somebody between need to say to where and through whom.

        Who asked for less use are few, and every list of a member asks for them.
        """

        indexes = (
            models.Index(
                fields=("partnership",),
                condition=models.Q(restricted_on__isnull=False),
                name="parties_person_restricted",
            ),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(channel__in=[channel.value for channel in Channel]), name="parties_person_channel"
            ),
            models.CheckConstraint(
                condition=~models.Q(via="", channel__in=[Channel.LETTER.value, Channel.THROUGH.value]),
                name="parties_person_via",
            ),
        )

    def __str__(self) -> str:
        return f"person {self.pk}"
