"""The front desk: commands."""
