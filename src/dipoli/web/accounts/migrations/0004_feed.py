"""Addresses at which calendars ask when a circle meets; there is none until one is asked for."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One table more; what was kept before stays as it is."""

    dependencies: ClassVar = [("accounts", "0003_access_by_record")]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Feed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("hall", models.CharField(max_length=64)),
                ("code", models.CharField(max_length=16)),
                ("room", models.CharField(max_length=64)),
                ("since", models.PositiveIntegerField(null=True)),
                ("made", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feeds",
                        to="accounts.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["hall", "code", "room"], name="one_feed_a_circle"
                    )
                ]
            },
        )
    ]
