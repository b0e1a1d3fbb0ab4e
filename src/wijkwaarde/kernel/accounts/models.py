"""User, Membership, Duty and PrivacyContact: who may log in, for which organisation, and who is there for what."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.fields.ranges import DateRangeField
from django.db import models
from django.db.models.functions import Lower

from wijkwaarde.kernel.accounts.terms import LONGEST_EMAIL, LONGEST_JOB, LONGEST_ROLE, Role
from wijkwaarde.kernel.parties.models import Organisation, Partnership, Person
from wijkwaarde.kernel.parties.terms import LONGEST_NAME, LONGEST_PHONE


class Period(models.Func):
    """The days from `begin` until (not including) `until`, as the database compares them."""

    function = "DATERANGE"
    output_field = DateRangeField()


def period() -> Period:
    """The period of a row with `begin` and `until`."""
    return Period("begin", "until", RangeBoundary())


class User(AbstractBaseUser):
    """Somebody who can log in: an address, a password, and the person they are when they are a resident."""

    email = models.EmailField(max_length=LONGEST_EMAIL, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="user")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    objects = BaseUserManager["User"]()

    class Meta:
        """An address is known in small letters, so that one person has one."""

        constraints = (models.CheckConstraint(condition=models.Q(email=Lower("email")), name="accounts_user_email"),)

    def __str__(self) -> str:
        return f"user {self.pk}"


class Membership(models.Model):
    """A user who works for an organisation in a partnership: name, job and phone as residents see them."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=LONGEST_ROLE)
    name = models.CharField(max_length=LONGEST_NAME)
    job = models.CharField(max_length=LONGEST_JOB)
    phone = models.CharField(max_length=LONGEST_PHONE, blank=True)
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """A user works once at a time for an organisation, in one role."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.value for role in Role]), name="accounts_membership_role"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="accounts_membership_period",
            ),
            ExclusionConstraint(
                name="accounts_membership_once",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("organisation", RangeOperators.EQUAL),
                    (period(), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return f"membership {self.pk}"


class Duty(models.Model):
    """Who becomes the fixed contact of new questions, from a day until another; one at a time per partnership."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="duties")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="duties")
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """No two people on duty on one day."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="accounts_duty_period",
            ),
            ExclusionConstraint(
                name="accounts_duty_one",
                expressions=[("partnership", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"duty {self.pk}"


class PrivacyContact(models.Model):
    """Who answers for a partnership what residents ask about their data, from a day until another; one at a time."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="privacy_contacts")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="privacy_contacts")
    begin = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        """No two of them on one day."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("begin")),
                name="accounts_privacycontact_period",
            ),
            ExclusionConstraint(
                name="accounts_privacycontact_one",
                expressions=[("partnership", RangeOperators.EQUAL), (period(), RangeOperators.OVERLAPS)],
            ),
        )

    def __str__(self) -> str:
        return f"privacy contact {self.pk}"
