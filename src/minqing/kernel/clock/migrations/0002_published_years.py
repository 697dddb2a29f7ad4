"""Store the published plans from 2019 on, as the package chinesecalendar holds them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from minqing.kernel.clock.instants import now
from minqing.kernel.clock.published import packaged_days, packaged_source


def store(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row per holiday and swapped workday; rows already there stay as they are."""
    table = apps.get_model("clock", "HolidayDay")
    moment = now()
    table.objects.using(schema_editor.connection.alias).bulk_create(
        [
            table(
                day=day,
                plan_year=day.year,
                kind=mark.kind.value,
                name=mark.name,
                source=packaged_source(),
                recorded_at=moment,
            )
            for day, mark in sorted(packaged_days().items())
            if day.year >= 2019
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("clock", "0001_initial")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
