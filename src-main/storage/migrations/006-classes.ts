/** Classes that were graded, what students have handed in, and which evidence a verdict rests on. */
export const classes = `
CREATE TABLE class_grading (
  id TEXT PRIMARY KEY,
  file TEXT NOT NULL, -- the class file, with its whole path
  title TEXT NOT NULL,
  lab TEXT NOT NULL, -- JSON: what is shown of it
  begun TEXT NOT NULL,
  ended TEXT,
  regrades TEXT -- the grading whose evidence was judged anew
) STRICT;
CREATE INDEX class_grading_by_file ON class_grading (file, begun);

CREATE TABLE class_student (
  grading TEXT NOT NULL REFERENCES class_grading (id) ON DELETE CASCADE,
  place INTEGER NOT NULL, -- in the class file
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  pod TEXT NOT NULL, -- for people
  seed TEXT,
  digest TEXT NOT NULL, -- of all that was graded: another one is graded anew
  state TEXT NOT NULL CHECK (state IN ('waiting', 'grading', 'graded', 'broken')),
  attempt TEXT,
  is_own INTEGER NOT NULL DEFAULT 0, -- the attempt was made for this grading
  run TEXT, -- JSON: the verdicts
  trouble TEXT, -- JSON
  PRIMARY KEY (grading, id)
) STRICT;
CREATE INDEX class_student_by_attempt ON class_student (attempt);

-- With what a router starts in place of the lab's start configuration.
CREATE TABLE submission (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  node TEXT NOT NULL,
  configuration TEXT NOT NULL,
  PRIMARY KEY (attempt, node)
) STRICT;

CREATE TABLE verdict_evidence (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  verdict INTEGER NOT NULL, -- its sequence number
  after INTEGER NOT NULL, -- the last record before the check
  last INTEGER NOT NULL, -- the last record of it
  PRIMARY KEY (attempt, verdict)
) STRICT;
`;
