/**
 * Configurations of routers stood in `beginning` in clear, keys and all. They are sealed from here on; what stood there
 * is overwritten, not only forgotten: an attempt that began with such a router cannot go back to it any more.
 */
export const sealedBeginnings = `
PRAGMA secure_delete = ON;
DELETE FROM beginning;
DROP TABLE beginning;

-- A router as it was when an attempt began with it: what is gone back to.
CREATE TABLE beginning (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  node TEXT NOT NULL,
  sealed BLOB NOT NULL,
  taken_at TEXT NOT NULL,
  PRIMARY KEY (attempt, node)
) STRICT;
`;
