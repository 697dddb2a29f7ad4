"""PEOPLE: persons are remembered, found, masked and sealed; keys are rotated."""

import base64
import threading
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import Settings

from minqing.kernel.people import public as people
from minqing.kernel.people.fields import Sealed, UnboundTextError
from minqing.kernel.people.public import Person
from minqing.kernel.people.rotation import Rotated
from minqing.kernel.people.vault import BrokenSealError, KeyRingError, read_ring

pytestmark = pytest.mark.django_db

TELEPHONE, IDENTITY = "13812345678", "51192119800101001X"
ADDRESS = "通江县诺水河镇梓潼村3组12号"
K1 = "k1:" + base64.b64encode(b"1" * 32).decode()
K2 = "k2:" + base64.b64encode(b"2" * 32).decode()


def li(**other: str) -> Person:
    given = {"telephone": TELEPHONE, "identity_number": IDENTITY, "address": ADDRESS, **other}
    return people.remember_person(name="李𠮷㛃䶮", **given)


def stored(person: Person) -> dict[str, str]:
    """What stands in the table itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person WHERE id = %s", [person.pk])
        return dict(zip([c.name for c in cursor.description], cursor.fetchone(), strict=True))


def test_personal_fields_are_sealed_in_the_table_and_open_on_the_row() -> None:
    person = li()
    row = stored(person)
    assert not any(plain in str(row) for plain in (TELEPHONE, IDENTITY, "诺水河", "梓潼"))
    assert row["telephone"].startswith("a1.k2.")
    assert row["telephone_index"] not in {"", row["identity_index"]}
    again = Person.objects.get(pk=person.pk)
    assert (again.name, again.telephone, again.identity_number, again.address) == (
        "李𠮷㛃䶮",
        TELEPHONE,
        IDENTITY,
        ADDRESS,
    )
    assert (again.masked_telephone, again.masked_identity, again.masked_address, str(again)) == (
        "138****5678",
        "5119************1X",
        "通江县诺水河镇****",
        "李***",
    )
    assert people.reveal_field(again, "telephone") == TELEPHONE
    with pytest.raises(ValueError, match="not a sealed field"):
        people.reveal_field(again, "name")


def test_reading_rows_in_bulk_opens_nothing_and_values_stay_sealed() -> None:
    person = li()
    row = Person.objects.get(pk=person.pk)
    assert isinstance(row.__dict__["telephone"], Sealed)
    assert isinstance(Person.objects.values_list("telephone", flat=True).get(), Sealed)
    before = stored(person)
    row.save()
    assert stored(person) == before


def test_a_plain_text_never_reaches_the_table_past_its_row() -> None:
    person = li()
    with pytest.raises(UnboundTextError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(telephone="13900000000")
    with pytest.raises(UnboundTextError), transaction.atomic():
        list(Person.objects.filter(telephone=TELEPHONE))
    assert Person.objects.get(pk=person.pk).telephone == TELEPHONE


def test_rows_made_in_bulk_are_sealed_and_found_like_any_other() -> None:
    rows = [Person(name=f"王建国{n}", telephone=f"1390000000{n}") for n in range(3)]
    for row in rows:
        row.set_keys()
    Person.objects.bulk_create(rows)
    assert people.persons_by_telephone("139-0000-0001").get().name == "王建国1"
    assert "13900000001" not in str(stored(rows[1]))


def test_a_ciphertext_copied_to_another_row_or_column_does_not_open() -> None:
    person, other = li(), people.remember_person(name="王建国", telephone="13900000001")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE people_person SET telephone = (SELECT telephone FROM people_person WHERE id = %s) "
            "WHERE id = %s",
            [person.pk, other.pk],
        )
        cursor.execute("UPDATE people_person SET address = telephone WHERE id = %s", [person.pk])
    with pytest.raises(BrokenSealError):
        _ = Person.objects.get(pk=other.pk).telephone
    with pytest.raises(BrokenSealError):
        _ = Person.objects.get(pk=person.pk).address
    assert Person.objects.get(pk=person.pk).telephone == TELEPHONE


def test_a_person_is_found_by_any_spelling_of_the_number() -> None:
    person = li()
    for spelling in ("+86 138 1234 5678", "１３８１２３４５６７８", "138-1234-5678"):
        assert people.persons_by_telephone(spelling).get() == person
    assert people.persons_by_identity(IDENTITY.lower()).get() == person
    for nothing in ("", "无", "13812345679"):
        assert not people.persons_by_telephone(nothing).exists()


def test_the_same_name_with_the_same_number_is_the_same_person() -> None:
    person = li(identity_number="", address="")
    same = people.remember_person(
        name=" 李𠮷㛃䶮 ", telephone="138 1234 5678", identity_number=IDENTITY, address=ADDRESS
    )
    assert same == person
    assert (same.identity_number, same.address) == (IDENTITY, ADDRESS)
    by_identity = people.remember_person(
        name="李𠮷㛃䶮", telephone="13900000009", identity_number=IDENTITY, address="别处"
    )
    assert by_identity == person
    kept = Person.objects.get(pk=person.pk)
    assert (kept.telephone, kept.address) == (TELEPHONE, ADDRESS)
    assert people.persons_by_identity(IDENTITY).get() == person


def test_another_name_or_no_number_is_another_person() -> None:
    person = li()
    son = people.remember_person(name="李小川", telephone=TELEPHONE)
    assert son != person
    assert set(people.persons_by_telephone(TELEPHONE)) == {person, son}
    assert people.remember_person(name="李小川") != people.remember_person(name="李小川")
    assert Person.objects.count() == 4


def test_saving_one_field_keeps_its_index_and_sort_key_in_step() -> None:
    person = li()
    person.telephone, person.name = "13900000001", "赵明山"
    person.save(update_fields=["telephone", "name"])
    found = people.persons_by_telephone("13900000001").get()
    assert (found.name, found.initials) == ("赵明山", "zms")
    assert not people.persons_by_telephone(TELEPHONE).exists()


def test_old_rows_open_and_are_found_under_a_new_key_and_rotation_moves_them(
    settings: Settings,
) -> None:
    settings.MINQING_KEYS = K1
    person = li()
    account = people.open_account(username="li", name="李桂兰", telephone="13900000001")
    empty = people.remember_person(name="无联系方式")
    settings.MINQING_KEYS = f"{K2},{K1}"
    assert people.persons_by_telephone(TELEPHONE).get() == person
    assert Person.objects.get(pk=person.pk).telephone == TELEPHONE
    out = StringIO()
    call_command("rotate_keys", "--batch", "1", stdout=out)
    assert "people_person：已完成 1 行，剩余 0 行" in out.getvalue()
    assert "完成，共重新加密 2 行" in out.getvalue()
    assert people.rotate_keys() == 0
    settings.MINQING_KEYS = K2  # the old key is thrown away
    fresh = Person.objects.get(pk=person.pk)
    assert (fresh.telephone, fresh.identity_number, fresh.address) == (TELEPHONE, IDENTITY, ADDRESS)
    assert people.persons_by_telephone(TELEPHONE).get() == person
    account.refresh_from_db()
    assert account.telephone == "13900000001"
    assert stored(empty)["telephone"] == ""


def test_a_rotation_that_was_stopped_goes_on_where_it_stopped(settings: Settings) -> None:
    settings.MINQING_KEYS = K1
    for n in range(5):
        people.remember_person(name="李桂兰", telephone=f"1390000000{n}")
    settings.MINQING_KEYS = f"{K2},{K1}"
    seen: list[Rotated] = []

    def stop_after_two(step: Rotated) -> None:
        seen.append(step)
        if step.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        people.rotate_keys(batch=2, progress=stop_after_two)
    assert [(s.done, s.left) for s in seen] == [(2, 3), (4, 1)]
    assert people.rotate_keys(batch=2) == 1
    assert not Person.objects.exclude(telephone__startswith=Sealed("a1.k2.")).exists()


def test_the_chinese_ciphers_stand_behind_the_same_interface(settings: Settings) -> None:
    settings.MINQING_KEYS, settings.MINQING_CIPHER = K1, "sm4"
    person = li()
    assert stored(person)["telephone"].startswith("s1.k1.")
    assert Person.objects.get(pk=person.pk).address == ADDRESS
    assert people.persons_by_telephone(TELEPHONE).get() == person
    settings.MINQING_CIPHER = "aes"
    assert people.persons_by_telephone(TELEPHONE).get() == person
    assert people.rotate_keys() == 1
    assert stored(person)["telephone"].startswith("a1.k1.")
    assert people.persons_by_identity(IDENTITY).get().address == ADDRESS


@pytest.mark.parametrize(
    ("keys", "cipher"),
    [("", "aes"), ("k1", "aes"), ("k1:AAAA", "aes"), ("k1:%%", "aes"), (f"{K1},{K1}", "aes"), (K1, "des")],
)
def test_a_ring_that_is_empty_or_malformed_is_refused(keys: str, cipher: str) -> None:
    with pytest.raises(KeyRingError):
        read_ring(keys, cipher)


def test_every_sealed_text_differs_and_any_change_is_noticed() -> None:
    ring = read_ring(f"{K2},{K1}", "aes")
    one, two = ring.seal("𠮷", "t/c/1"), ring.seal("𠮷", "t/c/1")
    assert one != two
    assert ring.open(one, "t/c/1") == ring.open(two, "t/c/1") == "𠮷"
    # A letter in the middle: the last ones may carry only padding bits, which no seal covers.
    middle = len(one) - 12
    flipped = one[:middle] + ("A" if one[middle] != "A" else "B") + one[middle + 1 :]
    for broken in (
        flipped,
        one[:-8],
        one.replace("a1.", "s1."),
        "a1.k2.",
        "13812345678",
        one.replace("k2", "k1"),
    ):
        with pytest.raises(BrokenSealError):
            ring.open(broken, "t/c/1")
    with pytest.raises(KeyRingError):
        read_ring(K1, "aes").open(one, "t/c/1")
    assert ring.index("1", "a") != ring.index("1", "b")
    assert len(set(ring.indexes("1", "a"))) == 4


@pytest.mark.django_db(transaction=True)
def test_two_counters_remembering_the_same_person_at_once_make_one() -> None:
    found: list[Any] = []
    start = threading.Barrier(4)

    def work() -> None:
        start.wait()
        try:
            with transaction.atomic():
                found.append(li().pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1
    assert Person.objects.count() == 1
