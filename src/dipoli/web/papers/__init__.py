"""Private papers of delegations as a host lays them by: ciphertext, its day, its length class."""
