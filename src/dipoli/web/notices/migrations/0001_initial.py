"""Letters that are to go, and who was told of what."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The first tables."""

    initial = True

    dependencies: ClassVar = []

    operations: ClassVar = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=64, unique=True)),
                ("address", models.CharField(max_length=320)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("kind", models.CharField(max_length=8)),
                ("state", models.CharField(default="waits", max_length=8)),
                ("made", models.DateTimeField()),
                ("next", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("served", models.DateTimeField(null=True)),
                ("answer", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["state", "next"], name="notices_let_state_f729fc_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=64)),
                ("thing", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "thing"), name="told_once")
                ],
            },
        ),
    ]
