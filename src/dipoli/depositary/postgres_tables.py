"""The tables on a PostgreSQL server, their guards, and what the secretariat's role may do."""

SCHEMA = (
    "CREATE SCHEMA dipoli",
    """CREATE TABLE dipoli.entry (
  origin text NOT NULL,
  number bigint NOT NULL CHECK (number >= 0),
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  entry bytea NOT NULL CHECK (octet_length(entry) BETWEEN 1 AND 65535),
  body bytea,
  PRIMARY KEY (origin, number)
)""",
    """CREATE TABLE dipoli.head (
  origin text NOT NULL,
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  checkpoint bytea NOT NULL,
  PRIMARY KEY (origin, size)
)""",
    # Lines in a fixed order of bytes, whatever the language of the server.
    """CREATE TABLE dipoli.cosignature (
  origin text NOT NULL,
  size bigint NOT NULL,
  line text COLLATE "C" NOT NULL,
  PRIMARY KEY (origin, size, line),
  FOREIGN KEY (origin, size) REFERENCES dipoli.head (origin, size)
)""",
    """CREATE TABLE dipoli.retimed (
  origin text NOT NULL,
  size bigint NOT NULL,
  number bigint NOT NULL CHECK (number >= 1),
  checkpoint bytea NOT NULL,
  PRIMARY KEY (origin, size, number),
  FOREIGN KEY (origin, size) REFERENCES dipoli.head (origin, size)
)""",
    """CREATE FUNCTION dipoli.entry_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.number IS DISTINCT FROM
     (SELECT coalesce(max(number) + 1, 0) FROM dipoli.entry WHERE origin = NEW.origin) THEN
    RAISE EXCEPTION 'an act is numbered on from the last';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION dipoli.entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.origin, NEW.number, NEW.leaf, NEW.entry)
     IS DISTINCT FROM (OLD.origin, OLD.number, OLD.leaf, OLD.entry)
     OR OLD.body IS NULL OR NEW.body IS NOT NULL THEN
    RAISE EXCEPTION 'what was entered stays as it is';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION dipoli.head_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size IS DISTINCT FROM
     (SELECT coalesce(max(number) + 1, 0) FROM dipoli.entry WHERE origin = NEW.origin)
     OR NEW.size <= (SELECT max(size) FROM dipoli.head WHERE origin = NEW.origin) THEN
    RAISE EXCEPTION 'a head counts the acts, and only grows';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION dipoli.retimed_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.size IS DISTINCT FROM (SELECT max(size) FROM dipoli.head WHERE origin = NEW.origin)
     OR NEW.number IS DISTINCT FROM (SELECT coalesce(max(number) + 1, 1) FROM dipoli.retimed
       WHERE origin = NEW.origin AND size = NEW.size) THEN
    RAISE EXCEPTION 'only the newest head is timed anew, one time after another';
  END IF;
  RETURN NEW;
END $$""",
    """CREATE FUNCTION dipoli.kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was entered or signed is never changed or deleted';
END $$""",
    """CREATE TRIGGER follows BEFORE INSERT ON dipoli.entry
FOR EACH ROW EXECUTE FUNCTION dipoli.entry_follows()""",
    """CREATE TRIGGER stays BEFORE UPDATE ON dipoli.entry
FOR EACH ROW EXECUTE FUNCTION dipoli.entry_stays()""",
    """CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON dipoli.entry
FOR EACH STATEMENT EXECUTE FUNCTION dipoli.kept()""",
    """CREATE TRIGGER follows BEFORE INSERT ON dipoli.head
FOR EACH ROW EXECUTE FUNCTION dipoli.head_follows()""",
    """CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dipoli.head
FOR EACH STATEMENT EXECUTE FUNCTION dipoli.kept()""",
    """CREATE TRIGGER follows BEFORE INSERT ON dipoli.retimed
FOR EACH ROW EXECUTE FUNCTION dipoli.retimed_follows()""",
    """CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dipoli.retimed
FOR EACH STATEMENT EXECUTE FUNCTION dipoli.kept()""",
    """CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON dipoli.cosignature
FOR EACH STATEMENT EXECUTE FUNCTION dipoli.kept()""",
    # Runs with the owner's rights, so that the role needs none to update; it can do this alone.
    """CREATE FUNCTION dipoli.withhold(which text, index bigint) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  UPDATE dipoli.entry SET body = NULL WHERE origin = which AND number = index AND body IS NOT NULL
$$""",
    "REVOKE ALL ON FUNCTION dipoli.withhold FROM PUBLIC",
    "GRANT USAGE ON SCHEMA dipoli TO {role}",
    "GRANT SELECT, INSERT ON dipoli.entry, dipoli.head, dipoli.cosignature TO {role}",
    "GRANT SELECT, INSERT ON dipoli.retimed TO {role}",
    "GRANT EXECUTE ON FUNCTION dipoli.withhold TO {role}",
)

DESK = (
    "CREATE SCHEMA desk",
    "GRANT USAGE, CREATE ON SCHEMA desk TO {role}",
)
"""Where the site's own desk may lay what is no record: accounts, sessions, notices."""
