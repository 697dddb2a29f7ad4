"""The ribbon of a closed matter shows a rating where there was one, and a skipped station where not."""

from datetime import date

import pytest

from minqing.petition.public import Petition, stations_of


@pytest.mark.parametrize(
    ("rated_on", "shown"), [(date(2026, 11, 20), ("passed", date(2026, 11, 20))), (None, ("skipped", None))]
)
def test_a_rating_is_a_station_that_was_stopped_at(
    rated_on: date | None, shown: tuple[str, date | None]
) -> None:
    matter = Petition(state="closed", received_on=date(2026, 9, 1), closed_on=date(2026, 11, 22))
    stations = {station.key: station for station in stations_of(matter, rated_on)}
    assert (stations["evaluation"].state, stations["evaluation"].on) == shown
    assert stations["closure"].on == date(2026, 11, 22)
