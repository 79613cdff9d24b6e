"""A reading mark knows when the visit before ended, or up to where its person has read."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns more; what was kept before stays as it is."""

    dependencies: ClassVar = [("accounts", "0001_initial")]
    operations: ClassVar = [
        migrations.AddField(model_name="mark", name="ended", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="mark", name="said", field=models.BooleanField(default=False)
        ),
    ]
