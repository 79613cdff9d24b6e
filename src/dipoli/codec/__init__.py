"""Papers to values and back: the only place where YAML and JSON become values."""
