"""An invitation may rest on an act of the record, and open only after some time."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns more; what was invited before stays as it is."""

    dependencies: ClassVar = [("accounts", "0002_read_up_to")]
    operations: ClassVar = [
        migrations.AddField(
            model_name="invitation", name="act", field=models.PositiveIntegerField(null=True)
        ),
        migrations.AddField(
            model_name="invitation", name="opens", field=models.DateTimeField(null=True)
        ),
    ]
