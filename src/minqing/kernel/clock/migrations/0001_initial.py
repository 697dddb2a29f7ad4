"""The table of holidays and swapped workdays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="HolidayDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False, verbose_name="日期")),
                ("plan_year", models.PositiveSmallIntegerField(db_index=True, verbose_name="安排年份")),
                ("kind", models.CharField(choices=[("holiday", "放假"), ("swapped", "调休上班")], max_length=16, verbose_name="类别")),
                ("name", models.CharField(max_length=40, verbose_name="节日")),
                ("source", models.CharField(max_length=200, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(verbose_name="录入时间")),
            ],
            options={
                "verbose_name": "节假日安排",
                "verbose_name_plural": "节假日安排",
                "ordering": ["day"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["holiday", "swapped"])), name="clock_holidayday_kind"
                    )
                ],
            },
        ),
    ]
