/** What grading says, and what it rests on. A verdict names the lines of evidence that it was made of. */

export type VerdictKind = 'passed' | 'partial' | 'failed' | 'not judged' | 'error';

/** A line that a router printed: the evidence record it stands in and where. */
export interface Quote {
  evidence: string;
  /** The role of the router. */
  role: string;
  /** The command whose output it is, or "log" for what the router said unasked. */
  command: string;
  /** 0-based, in the evidence's text. */
  line: number;
  text: string;
  /** The provider's clock when it was shown, in milliseconds; diagnoses tell it. */
  deviceTime?: number;
}

/** One attribute of an expectation: what was wanted, what was found. */
export interface AttributeVerdict {
  name: string;
  /** The role it was looked at on. */
  role: string;
  expected: string;
  /** In the words of the device where there are any; "nothing" where nothing was found. */
  found: string;
  holds: boolean;
  quotes: Quote[];
}

export interface ExpectationVerdict {
  id: string;
  verb: string;
  verdict: VerdictKind;
  points: { earned: number; of: number };
  /** One sentence for people. */
  says: string;
  attributes: AttributeVerdict[];
  /** A warning earns nothing and costs nothing. */
  level?: 'warning';
  /** Those that `any`, `all` or `not` join. */
  children?: ExpectationVerdict[];
}

/**
 * - `certain`: both ends were compared, or the router that refuses says so itself
 * - `likely`: what routers show speaks for it, and nothing against it
 * - `possible`: it would explain what is seen, as other things would
 */
export type Confidence = 'certain' | 'likely' | 'possible';

/** Why something is not as it should be, proven by lines of evidence. */
export interface Diagnosis {
  /** The rule's stable name, as in the labs' lists of faults: P1-PSK. "undecided" when no rule fits. */
  rule: string;
  title: string;
  /** What is wrong, in a few sentences for the learner. */
  explanation: string;
  quotes: Quote[];
  confidence: Confidence;
  /** What to do about it, without giving the answer away: the first of the hints. */
  mend: string;
  /** How to mend it, each more explicit than the one before. */
  hints: string[];
  /** What to look at where it is not certain, in the order in which it pays. */
  next?: string[];
}

/** How a learner's answer to a question of the step is judged. */
export interface QuestionVerdict {
  id: string;
  verdict: VerdictKind;
  points: { earned: number; of: number };
  /** One sentence for people, which does not give the answer away. */
  says: string;
  /** What had been answered: ids of choices, or one text. Nothing where there was no answer yet. */
  answer: string[];
  /** The right answer in words, once the learner has given it or has had it shown. */
  right?: string;
  /** What the author says of it, in Markdown; as `right`. */
  explain?: string;
  /** The lines that prove it; none as long as they would give it away. */
  quotes: Quote[];
}

export interface StepVerdict {
  step: string;
  kind: 'change' | 'observe' | 'transient';
  verdict: VerdictKind;
  points: { earned: number; of: number };
  expectations: ExpectationVerdict[];
  questions: QuestionVerdict[];
  /** The one to mend first comes first. */
  diagnoses: Diagnosis[];
}
