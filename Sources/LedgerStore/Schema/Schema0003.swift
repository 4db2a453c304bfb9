/// Schema 3. Amounts are nano-units (10⁻⁹), moments microseconds since 1970 in UTC, days counted since 1970-01-01. An
/// entry's number is its block's × 4096 plus its place in the block.
enum Schema0003 {
  static let sql = """
    PRAGMA application_id = 1348823404;
    PRAGMA user_version = 3;

    -- One line of the journal, and what it did: the file's bytes, rows booked, entries that came into force by it and that went, the
    -- change of the sums in euro, and how far the sizes of all amounts and counts in force went up.
    CREATE TABLE import (
      number INTEGER PRIMARY KEY CHECK (number > 0),
      moment INTEGER NOT NULL UNIQUE,
      act TEXT NOT NULL,
      file TEXT NOT NULL CHECK (file <> ''),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      importer TEXT NOT NULL,
      note TEXT NOT NULL,
      format TEXT NOT NULL,
      size INTEGER,
      rows INTEGER NOT NULL DEFAULT 0,
      entries INTEGER NOT NULL DEFAULT 0,
      superseded INTEGER NOT NULL DEFAULT 0,
      first_entry INTEGER,
      last_entry INTEGER,
      first_day INTEGER,
      last_day INTEGER,
      euro_cost INTEGER NOT NULL DEFAULT 0,
      euro_billed INTEGER NOT NULL DEFAULT 0,
      gross_cost INTEGER NOT NULL DEFAULT 0,
      gross_billed INTEGER NOT NULL DEFAULT 0,
      gross_calls INTEGER NOT NULL DEFAULT 0,
      gross_tokens INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    -- Imports that were taken back, by which act. What they had brought stays here and counts no more.
    CREATE TABLE withdrawal (
      import INTEGER PRIMARY KEY REFERENCES import (number),
      act INTEGER NOT NULL REFERENCES import (number)
    ) STRICT;

    -- Amounts of an import rest on what another brought: exchange rates, prices. By which act they came to.
    CREATE TABLE rest (
      import INTEGER NOT NULL REFERENCES import (number),
      source INTEGER NOT NULL REFERENCES import (number),
      act INTEGER NOT NULL REFERENCES import (number),
      PRIMARY KEY (import, source)
    ) STRICT, WITHOUT ROWID;

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

    -- The scopes an import speaks for, and between which entries its own are; none for a scope without rows.
    CREATE TABLE import_scope (
      scope INTEGER NOT NULL REFERENCES scope (id),
      import INTEGER NOT NULL REFERENCES import (number),
      first_entry INTEGER,
      last_entry INTEGER,
      PRIMARY KEY (scope, import)
    ) STRICT, WITHOUT ROWID;

    -- The entries, some thousand to a block, in the order of the file. EntryBlock says how a body is written.
    CREATE TABLE entry_block (
      id INTEGER PRIMARY KEY CHECK (id > 0),
      import INTEGER NOT NULL REFERENCES import (number),
      entries INTEGER NOT NULL CHECK (entries BETWEEN 1 AND 4096),
      first_line INTEGER NOT NULL,
      last_line INTEGER NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL,
      unpriced INTEGER NOT NULL,
      unrated INTEGER NOT NULL,
      body BLOB NOT NULL
    ) STRICT;

    CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry_block
    BEGIN SELECT RAISE(ABORT, 'an entry is never changed'); END;

    -- Blocks in which entries wait for an exchange rate, and how many do.
    CREATE TABLE unrated_block (
      block INTEGER PRIMARY KEY REFERENCES entry_block (id),
      entries INTEGER NOT NULL CHECK (entries > 0)
    ) STRICT;

    -- Where the source's own row ids are: sorted words of 8 bytes, lowest byte first, of an import's rows of an account and
    -- a day; each 31 bits of the id's hash, then the place of the row among the import's, in 32 bits.
    CREATE TABLE row_key (
      id INTEGER PRIMARY KEY,
      account INTEGER NOT NULL REFERENCES account (id),
      day INTEGER NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      first INTEGER NOT NULL,
      keys BLOB NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX row_key_by_day ON row_key (account, day, import, first);

    -- Which entries went out of force, by which act, because of which import's rows; without one, the entry came back.
    CREATE TABLE supersession (
      entry INTEGER NOT NULL,
      act INTEGER NOT NULL REFERENCES import (number),
      successor INTEGER REFERENCES import (number),
      PRIMARY KEY (entry, act)
    ) STRICT, WITHOUT ROWID;

    -- What an entry is worth since an act: an exchange rate arrived later, prices were applied anew.
    CREATE TABLE valuation (
      entry INTEGER NOT NULL,
      act INTEGER NOT NULL REFERENCES import (number),
      price_status INTEGER NOT NULL CHECK (price_status BETWEEN 0 AND 3),
      basis INTEGER NOT NULL CHECK (basis BETWEEN 0 AND 4),
      cost INTEGER,
      billed INTEGER,
      currency TEXT,
      euro_cost INTEGER,
      euro_billed INTEGER,
      rate TEXT,
      rate_day INTEGER,
      rate_import INTEGER,
      price_import INTEGER,
      PRIMARY KEY (entry, act),
      CHECK ((cost IS NULL AND billed IS NULL) = (currency IS NULL)),
      CHECK (rate IS NOT NULL OR (euro_cost IS NULL AND euro_billed IS NULL))
    ) STRICT, WITHOUT ROWID;

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
      unbounded_rows INTEGER NOT NULL,
      unrated_rows INTEGER NOT NULL,
      first_line INTEGER NOT NULL,
      last_line INTEGER NOT NULL,
      PRIMARY KEY (slot_kind, slot, import, dimension, charge, basis)
    ) STRICT, WITHOUT ROWID;

    -- The days on which an act changed roll-ups: the source's, UTC days for hours.
    CREATE TABLE act_days (
      import INTEGER NOT NULL REFERENCES import (number),
      first_day INTEGER NOT NULL,
      last_day INTEGER NOT NULL CHECK (last_day >= first_day),
      PRIMARY KEY (import, first_day)
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

    -- Units per euro, as written. The first that was known for a day stays, unless its import was withdrawn.
    CREATE TABLE exchange_rate (
      day INTEGER NOT NULL,
      currency TEXT NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      rate TEXT NOT NULL,
      PRIMARY KEY (day, currency, import)
    ) STRICT, WITHOUT ROWID;

    -- Snapshots of price books, and of which day they are.
    CREATE TABLE price_book (
      import INTEGER PRIMARY KEY REFERENCES import (number),
      day INTEGER NOT NULL
    ) STRICT;

    -- What models cost, in dollars per unit: `PriceTerms` says how to read them. Most do not change from book to book.
    CREATE TABLE price_terms (
      id INTEGER PRIMARY KEY,
      terms TEXT NOT NULL UNIQUE
    ) STRICT;

    CREATE TABLE price (
      model TEXT NOT NULL,
      import INTEGER NOT NULL REFERENCES import (number),
      provider TEXT NOT NULL,
      terms INTEGER NOT NULL REFERENCES price_terms (id),
      PRIMARY KEY (model, import)
    ) STRICT, WITHOUT ROWID;

    -- The dearest token of a provider in a book, in dollars: what use without a price can have cost at most.
    CREATE TABLE token_ceiling (
      import INTEGER NOT NULL REFERENCES import (number),
      provider TEXT NOT NULL,
      price TEXT NOT NULL,
      PRIMARY KEY (import, provider)
    ) STRICT, WITHOUT ROWID;

    -- The company's own agreements. kind 0: what a model costs (terms as in price_terms); 1: a credit; 2: units of a
    -- currency for one euro.
    CREATE TABLE price_agreement (
      import INTEGER NOT NULL REFERENCES import (number),
      position INTEGER NOT NULL,
      kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
      name TEXT NOT NULL,
      provider TEXT NOT NULL,
      first_day INTEGER NOT NULL,
      last_day INTEGER,
      currency TEXT NOT NULL,
      terms TEXT NOT NULL,
      reason TEXT NOT NULL,
      PRIMARY KEY (import, position)
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
