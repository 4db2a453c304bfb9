/// Schema 1. Amounts are nano-units (10⁻⁹), moments microseconds since 1970 in UTC, days counted since 1970-01-01.
enum Migration0001 {
  static let sql = """
    PRAGMA application_id = 1348823404;
    PRAGMA user_version = 1;

    -- One line of the journal, and what it did.
    CREATE TABLE import (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      moment INTEGER NOT NULL UNIQUE,
      act TEXT NOT NULL,
      file TEXT NOT NULL CHECK (file <> ''),
      sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
      importer TEXT NOT NULL,
      note TEXT NOT NULL,
      format TEXT NOT NULL,
      rows INTEGER NOT NULL DEFAULT 0,
      entries INTEGER NOT NULL DEFAULT 0,
      superseded INTEGER NOT NULL DEFAULT 0,
      first_entry INTEGER,
      last_entry INTEGER,
      first_day INTEGER,
      last_day INTEGER
    ) STRICT;

    -- Whose rows may replace each other: request ids are unique within an account and a day.
    CREATE TABLE account (
      id INTEGER PRIMARY KEY,
      format TEXT NOT NULL,
      provider TEXT NOT NULL,
      account TEXT NOT NULL,
      UNIQUE (format, provider, account)
    ) STRICT;

    CREATE TABLE dimension (
      id INTEGER PRIMARY KEY,
      account_id INTEGER NOT NULL REFERENCES account (id),
      source TEXT NOT NULL,
      provider TEXT NOT NULL,
      account TEXT NOT NULL,
      key_alias TEXT NOT NULL,
      team TEXT NOT NULL,
      project TEXT NOT NULL,
      tags TEXT NOT NULL,
      model TEXT NOT NULL,
      operation TEXT NOT NULL,
      route TEXT NOT NULL,
      service_tier TEXT NOT NULL,
      UNIQUE (source, provider, account, key_alias, team, project, tags, model, operation, route, service_tier)
    ) STRICT;

    -- What a later file of the same format replaces as a whole.
    CREATE TABLE scope (
      id INTEGER PRIMARY KEY,
      format TEXT NOT NULL,
      name TEXT NOT NULL CHECK (name <> ''),
      UNIQUE (format, name)
    ) STRICT;

    CREATE TABLE entry (
      id INTEGER PRIMARY KEY,
      import INTEGER NOT NULL REFERENCES import (number),
      line INTEGER NOT NULL CHECK (line > 0),
      row_id TEXT,
      scope INTEGER REFERENCES scope (id),
      dimension INTEGER NOT NULL REFERENCES dimension (id),
      account INTEGER NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      start INTEGER,
      charge INTEGER NOT NULL CHECK (charge BETWEEN 0 AND 5),
      basis INTEGER NOT NULL CHECK (basis BETWEEN 0 AND 4),
      price_status INTEGER NOT NULL CHECK (price_status BETWEEN 0 AND 2),
      calls INTEGER NOT NULL,
      errors INTEGER NOT NULL,
      input_uncached INTEGER NOT NULL,
      input_cache_read INTEGER NOT NULL,
      input_cache_write INTEGER NOT NULL,
      output INTEGER NOT NULL,
      output_reasoning INTEGER NOT NULL,
      cost INTEGER,
      billed INTEGER,
      currency TEXT,
      euro_cost INTEGER,
      euro_billed INTEGER,
      rate TEXT,
      rate_day INTEGER,
      rate_import INTEGER,
      CHECK (last_day >= first_day),
      CHECK ((cost IS NULL AND billed IS NULL) = (currency IS NULL)),
      CHECK (rate IS NOT NULL OR (euro_cost IS NULL AND euro_billed IS NULL))
    ) STRICT;
    -- By account and day first, so that a busy day's ids stay on a few pages however large the ledger is.
    CREATE INDEX entry_by_row_id ON entry (account, first_day, row_id) WHERE row_id IS NOT NULL;
    CREATE INDEX entry_by_scope ON entry (scope) WHERE scope IS NOT NULL;
    CREATE INDEX entry_without_rate ON entry (first_day) WHERE currency IS NOT NULL AND rate IS NULL;

    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

    CREATE TABLE supersession (
      entry INTEGER PRIMARY KEY REFERENCES entry (id),
      import INTEGER NOT NULL REFERENCES import (number)
    ) STRICT;

    -- The euro amount of an entry whose exchange rate arrived later; booked once, then.
    CREATE TABLE late_euro (
      entry INTEGER PRIMARY KEY REFERENCES entry (id),
      import INTEGER NOT NULL REFERENCES import (number),
      euro_cost INTEGER,
      euro_billed INTEGER,
      rate TEXT NOT NULL,
      rate_day INTEGER NOT NULL,
      rate_import INTEGER NOT NULL
    ) STRICT;

    -- Signed: what an import added less what it took away. slot_kind 0: hours since 1970, UTC; 1: a source's day.
    CREATE TABLE rollup (
      slot_kind INTEGER NOT NULL CHECK (slot_kind IN (0, 1)),
      slot INTEGER NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      dimension INTEGER NOT NULL REFERENCES dimension (id),
      charge INTEGER NOT NULL,
      basis INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      calls INTEGER NOT NULL,
      errors INTEGER NOT NULL,
      input_uncached INTEGER NOT NULL,
      input_cache_read INTEGER NOT NULL,
      input_cache_write INTEGER NOT NULL,
      output INTEGER NOT NULL,
      output_reasoning INTEGER NOT NULL,
      euro_cost INTEGER NOT NULL,
      euro_billed INTEGER NOT NULL,
      unpriced_rows INTEGER NOT NULL,
      unpriced_calls INTEGER NOT NULL,
      unpriced_tokens INTEGER NOT NULL,
      unrated_rows INTEGER NOT NULL,
      first_line INTEGER NOT NULL,
      last_line INTEGER NOT NULL,
      PRIMARY KEY (slot_kind, slot, import, dimension, charge, basis)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE coverage (
      import INTEGER NOT NULL REFERENCES import (number),
      provider TEXT NOT NULL,
      account TEXT NOT NULL,
      rank INTEGER NOT NULL,
      replaces_lower_ranks INTEGER NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      PRIMARY KEY (import, provider, account, rank, replaces_lower_ranks, first_day, last_day)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE user_peak (
      day INTEGER NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      dimension INTEGER NOT NULL REFERENCES dimension (id),
      calls INTEGER NOT NULL,
      PRIMARY KEY (day, import, dimension)
    ) STRICT, WITHOUT ROWID;

    -- Units per euro, as written. The first that was known for a day stays.
    CREATE TABLE exchange_rate (
      day INTEGER NOT NULL,
      currency TEXT NOT NULL,
      rate TEXT NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      PRIMARY KEY (day, currency)
    ) STRICT, WITHOUT ROWID;

    -- What a file looked like when its digest was last computed; spares the re-hash, proves nothing.
    CREATE TABLE file_stamp (
      file TEXT PRIMARY KEY,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """
}
