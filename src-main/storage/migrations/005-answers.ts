/**
 * What a learner has answered to the questions of a lab. An answer that was judged is never changed: tries are counted
 * by them. One that waits to be judged is replaced by the next.
 */
export const answers = `
CREATE TABLE answer (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  -- Rises by one with each try at the question, from 1.
  try INTEGER NOT NULL CHECK (try > 0),
  content TEXT NOT NULL, -- JSON: ids of choices, or one text
  given_at TEXT NOT NULL,
  judged_at TEXT,
  PRIMARY KEY (attempt, step, question, try)
) STRICT;
CREATE TRIGGER answer_is_kept_once_judged BEFORE UPDATE ON answer WHEN OLD.judged_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'an answer that was judged is not changed'); END;

-- The learner has had the right answer shown.
CREATE TABLE shown_answer (
  attempt TEXT NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  question TEXT NOT NULL,
  shown_at TEXT NOT NULL,
  PRIMARY KEY (attempt, step, question)
) STRICT;
`;
