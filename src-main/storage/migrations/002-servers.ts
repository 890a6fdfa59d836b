/**
 * Routers that are not built in: where they are, and what is sealed of how one logs in there. Whatever a column `sealed`
 * holds was sealed before it came here; nothing else in the file is secret.
 */
export const servers = `
ALTER TABLE attempt ADD COLUMN place TEXT NOT NULL DEFAULT '{"kind":"builtin"}'; -- JSON

CREATE TABLE server (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('gns3', 'cml')),
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  url TEXT NOT NULL,
  certificate TEXT,
  sealed BLOB
) STRICT;

CREATE TABLE inventory (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE,
  devices TEXT NOT NULL, -- JSON, without logins
  sealed BLOB
) STRICT;

-- Logins of devices behind a server's consoles, by the place and the node.
CREATE TABLE device_login (
  place TEXT NOT NULL,
  node TEXT NOT NULL,
  sealed BLOB NOT NULL,
  PRIMARY KEY (place, node)
) STRICT;

CREATE TABLE known_host (
  place TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (place, algorithm)
) STRICT;

-- A router as it was when an attempt began with it: what is gone back to.
CREATE TABLE beginning (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  node TEXT NOT NULL,
  checkpoint TEXT NOT NULL, -- JSON
  taken_at TEXT NOT NULL,
  PRIMARY KEY (attempt, node)
) STRICT;
`;
