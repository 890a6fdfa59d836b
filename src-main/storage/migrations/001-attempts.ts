/**
 * Attempts and all that is kept of them. A migration that has been released is never edited: a change is a new one.
 *
 * Append-only tables refuse UPDATE always, and DELETE unless the attempt stands in `removal`, where only the removal of
 * a whole attempt puts it. (`recursive_triggers` is on, so REPLACE cannot go round them.)
 */
const appendOnly = (table: string): string => `
CREATE TRIGGER ${table}_is_never_changed BEFORE UPDATE ON ${table}
BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_is_never_removed BEFORE DELETE ON ${table}
WHEN NOT EXISTS (SELECT 1 FROM removal WHERE attempt = OLD.attempt)
BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END;
CREATE TRIGGER ${table}_has_no_gap BEFORE INSERT ON ${table}
WHEN NEW.sequence <> (SELECT max(sequence) + 1 FROM ${table} WHERE attempt = NEW.attempt)
BEGIN SELECT RAISE(ABORT, 'the sequence of ${table} has a gap'); END;
`;

export const attempts = `
CREATE TABLE content (
  hash TEXT PRIMARY KEY,
  files TEXT NOT NULL -- JSON: text by path
) STRICT;

CREATE TABLE attempt (
  id TEXT PRIMARY KEY,
  lab TEXT NOT NULL,
  lab_version INTEGER NOT NULL,
  content TEXT NOT NULL REFERENCES content (hash),
  seed TEXT,
  backend TEXT NOT NULL,
  created TEXT NOT NULL,
  last_used TEXT NOT NULL,
  step TEXT
) STRICT;
CREATE INDEX attempt_by_content ON attempt (content);
CREATE INDEX attempt_by_last_use ON attempt (last_used);

CREATE TABLE removal (
  attempt TEXT PRIMARY KEY
) STRICT;

-- Who took the lock last. The lock itself is a file, see writer-lock.ts.
CREATE TABLE writer (
  attempt TEXT PRIMARY KEY REFERENCES attempt (id) ON DELETE CASCADE,
  process INTEGER NOT NULL,
  since TEXT NOT NULL
) STRICT;

CREATE TABLE evidence (
  attempt TEXT NOT NULL REFERENCES attempt (id),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  id TEXT NOT NULL,
  role TEXT NOT NULL,
  command TEXT NOT NULL,
  text TEXT NOT NULL,
  taken_at TEXT NOT NULL,
  device_time REAL NOT NULL,
  epoch INTEGER NOT NULL,
  phase TEXT NOT NULL, -- JSON
  PRIMARY KEY (attempt, sequence),
  UNIQUE (attempt, id)
) STRICT;
${appendOnly('evidence')}

CREATE TABLE verdict (
  attempt TEXT NOT NULL REFERENCES attempt (id),
  sequence INTEGER NOT NULL,
  step TEXT NOT NULL,
  step_kind TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('passed', 'partial', 'failed', 'not judged', 'error')),
  earned REAL NOT NULL,
  points REAL NOT NULL,
  given_at TEXT NOT NULL,
  content TEXT NOT NULL, -- JSON: the whole verdict
  PRIMARY KEY (attempt, sequence)
) STRICT;
CREATE INDEX verdict_by_step ON verdict (attempt, step, sequence);
${appendOnly('verdict')}

CREATE TABLE journal (
  attempt TEXT NOT NULL REFERENCES attempt (id),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  -- An accepted line of a node, with the commands that lead to its mode (JSON) ...
  node TEXT,
  path TEXT,
  line TEXT,
  -- ... or the sequence number from which everything was begun again.
  restart_from INTEGER CHECK (restart_from >= 0 AND restart_from < sequence),
  accepted_at TEXT NOT NULL,
  PRIMARY KEY (attempt, sequence),
  CHECK ((restart_from IS NULL) = (node IS NOT NULL AND path IS NOT NULL AND line IS NOT NULL))
) STRICT;
${appendOnly('journal')}

CREATE TABLE hint (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  hint INTEGER NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (attempt, step, hint)
) STRICT;

CREATE TABLE installation (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`;
