"""How the tables of sealed papers came about."""
