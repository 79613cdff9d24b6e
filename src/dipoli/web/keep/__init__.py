"""Living with a site: backup and restore, upgrade, a server for its records, what the mail says."""
