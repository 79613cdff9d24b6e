"""The site: delegations and the secretariat read and work in a browser. Django lives here alone."""
