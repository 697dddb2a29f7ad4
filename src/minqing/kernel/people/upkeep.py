"""Keeping organs and accounts in order: rename, retire, new password, shut. Rows are never deleted.

Articles: GB/T 22239-2019 身份鉴别, 访问控制 (accounts without use are shut; what they did stays theirs).
"""

from dataclasses import asdict
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from minqing.kernel.people.models import Account, Organ
from minqing.kernel.people.rules import OrganKind, Particulars, Standing


def change_organ(
    *,
    organ_id: UUID,
    name: str,
    short_name: str,
    kind: OrganKind,
    sort_key: str,
    active: bool,
    particulars: Particulars | None = None,
) -> Organ:
    """Return the organ with its names, kind, order and use set; its code and its acts stay.

    Without ``particulars`` telephone, address, 机关代字 and hours stay too.  A changed 机关代字 holds for
    papers issued from now on.

    Raises:
        Organ.DoesNotExist: there is no such organ.
        IntegrityError: the 机关代字 is another organ's.
    """
    with transaction.atomic():
        organ = Organ.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organ_id)
        organ.name, organ.short_name = name, short_name or name
        organ.kind, organ.sort_key, organ.active = str(kind), sort_key, active
        for field, value in asdict(particulars or organ.particulars).items():
            setattr(organ, field, value)
        organ.save()
    return organ


def place_organ(*, organ_id: UUID, standing: Standing) -> Organ:
    """Return the organ with its superior outside the tree, whether it is led vertically, whether it is here.

    条例 35, 36: who reviews its opinions follows from this.

    Raises:
        Organ.DoesNotExist: there is no such organ.
        ValueError: the superior is the organ itself, or would make a circle of superiors.
    """
    with transaction.atomic():
        organ = Organ.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organ_id)
        above, seen = standing.superior_id, {organ_id}
        while above is not None:
            if above in seen:
                raise ValueError("an organ cannot be above itself")
            seen.add(above)
            above = Organ.objects.values_list("superior_id", flat=True).get(pk=above)
        organ.vertical, organ.outside = standing.vertical, standing.outside
        organ.superior_id = standing.superior_id
        organ.save(update_fields=["vertical", "outside", "superior"])
    return organ


def succeed_organ(*, organ_id: UUID, successor_id: UUID | None) -> Organ:
    """Return the organ with who goes on exercising its powers, once it was merged or abolished (条例 24(2)).

    Raises:
        Organ.DoesNotExist: there is no such organ.
        ValueError: the successor is the organ itself or one that it succeeds.
    """
    with transaction.atomic():
        organ = Organ.objects.select_for_update(of=("self",)).select_related("parent").get(pk=organ_id)
        after, seen = successor_id, {organ_id}
        while after is not None:
            if after in seen:
                raise ValueError("an organ cannot succeed itself")
            seen.add(after)
            after = Organ.objects.values_list("successor_id", flat=True).get(pk=after)
        organ.successor_id = successor_id
        organ.save(update_fields=["successor"])
    return organ


def change_account(*, account_id: UUID, name: str, email: str, telephone: str, is_active: bool) -> Account:
    """Return the account with its particulars; one that is not active cannot sign in.

    Raises:
        Account.DoesNotExist: there is no such account.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        account.name, account.email, account.telephone = name, email, telephone
        account.is_active = is_active
        account.save(update_fields=["name", "email", "telephone", "is_active"])
    return account


def set_password(*, account_id: UUID, password: str) -> Account:
    """Give an account a new password; whoever is signed in with the old one is signed out.

    Raises:
        django.core.exceptions.ValidationError: the password is too weak; ``messages`` says how.
    """
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=account_id)
        validate_password(password, account)
        account.set_password(password)
        account.save(update_fields=["password"])
    return account
