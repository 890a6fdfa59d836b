/** How numbers, times and states are said to people. */
import type {
  AttemptSummary,
  LabSummary,
  Points,
  QuestionVerdict,
  QuestionView,
  StepVerdict,
  StepView,
  VerdictKind,
} from '../../src-main/api/contract/laboratory.ts';

/** How a step stands, as its mark shows it. */
export type Mark = VerdictKind | 'latched' | 'open' | 'warning';

export function markOf({ verdict, isLatched }: Pick<StepView, 'verdict' | 'isLatched'>): Mark {
  if (isLatched) return 'latched';
  return verdict?.verdict ?? 'open';
}

const markNames: Record<Mark, string> = {
  passed: 'Passed',
  latched: 'Passed, and kept',
  partial: 'Partly right',
  failed: 'Not yet right',
  'not judged': 'Not judged',
  error: 'Could not be judged',
  warning: 'Worth a look',
  open: 'Not checked yet',
};

export function nameOfMark(mark: Mark): string {
  return markNames[mark];
}

const kindNames: Record<StepView['kind'], { name: string; says: string }> = {
  change: { name: 'Configure', says: 'You change the configuration; the routers must be as described afterwards.' },
  observe: { name: 'Observe', says: 'Nothing is configured: look, and show that the network is as it should be.' },
  transient: {
    name: 'Catch the moment',
    says: 'True only for a while: check it before you go on. Once seen it stays counted.',
  },
};

export function wordsOfKind(kind: StepView['kind']): { name: string; says: string } {
  return kindNames[kind];
}

/** "7.5" or "10": halves and thirds are shown, and never as 7.499999. */
export function numberOf(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export function pointsOf({ earned, of }: Points): string {
  return `${numberOf(earned)} of ${numberOf(of)} ${of === 1 ? 'point' : 'points'}`;
}

/** Why a step does not bring what its verdict says: hints cost something, and what was better before stays counted. */
export function differenceSays(judged: Points, earned: Points): string {
  const cost = judged.earned - earned.earned;
  if (Math.abs(cost) < 0.05) return '';
  return cost > 0 ? `, less ${numberOf(cost)} for hints` : `; ${numberOf(earned.earned)} stay counted`;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberOf(count)} ${count === 1 ? one : many}`;
}

/** "2 of the 3 questions further below are right." */
export function questionsSay(right: number, of: number): string {
  if (of === 1) return `The question further below is ${right === 1 ? 'right' : 'not right yet'}.`;
  return `${right === 0 ? 'None' : right} of the ${of} questions further below ${right === 1 ? 'is' : 'are'} right.`;
}

/**
 * What each expectation, and after them each question, brings to the step: its own points are a weight, out of the
 * weight of all.
 */
export function sharesOf({
  points,
  expectations,
  questions,
}: Pick<StepVerdict, 'points' | 'expectations' | 'questions'>): Points[] {
  const parts = [...expectations, ...questions];
  const weight = parts.reduce((sum, { points: { of } }) => sum + of, 0);
  const scale = weight === 0 ? 0 : points.of / weight;
  return parts.map((one) => ({ earned: one.points.earned * scale, of: one.points.of * scale }));
}

/** Whether a verdict is on what is answered now. One that tells the answer is on no other. */
export function isJudgedAs(
  { answer, isShown }: Pick<QuestionView, 'answer' | 'isShown'>,
  verdict: Pick<QuestionVerdict, 'answer' | 'right'>,
): boolean {
  if (isShown) return verdict.right !== undefined;
  return answer.length === verdict.answer.length && answer.every((one) => verdict.answer.includes(one));
}

/** "2 of 5 right", "none answered yet" */
export function rightOf({ questions, verdict }: Pick<StepView, 'questions' | 'verdict'>): string {
  const answered = questions.filter(({ answer, isShown }) => answer.length > 0 || isShown);
  if (answered.length === 0) return 'none answered yet';
  const right = questions.filter((one) => {
    const judged = verdict?.questions.find(({ id }) => id === one.id);
    return judged?.verdict === 'passed' && isJudgedAs(one, judged);
  });
  return `${right.length} of ${questions.length} right`;
}

const levelNames: Record<LabSummary['level'], string> = {
  beginner: 'Beginner',
  intermediate: 'Intermediate',
  advanced: 'Advanced',
};

export function nameOfLevel(level: LabSummary['level']): string {
  return levelNames[level];
}

/** Time since the routers booted: "1:02:03"; days only where there are any: "2 d 1:02:03". */
export function uptimeOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(seconds / 86_400);
  const two = (value: number): string => String(value).padStart(2, '0');
  const clock = `${Math.floor(seconds / 3600) % 24}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days} d ${clock}` : clock;
}

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** "3 hours ago", "yesterday", "just now". A clock that was set back gives "just now" too. */
export function agoOf(then: string, now: number): string {
  const seconds = (now - Date.parse(then)) / 1000;
  const unit = units.find(([, size]) => seconds >= size);
  if (!unit) return 'just now';
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(-Math.floor(seconds / unit[1]), unit[0]);
}

/** "5 of 8 steps passed" */
export function progressOf({ passed, steps }: Pick<AttemptSummary, 'passed' | 'steps'>): string {
  return `${passed} of ${counted(steps, 'step')} passed`;
}

const formatNames: Partial<Record<string, string>> = {
  gns3: 'GNS3 project',
  cml: 'Cisco Modeling Labs topology',
  virl: 'VIRL topology',
  dynagen: 'GNS3 0.8 or Dynagen network',
  eve: 'EVE-NG lab',
  quickmode: 'QuickMode inventory',
  pyats: 'pyATS testbed',
  ansible: 'Ansible inventory',
  containerlab: 'containerlab topology',
};

/** The kind of a topology or inventory file, for people. A format that has no other name here is called as the engine calls it. */
export function nameOfFormat(format: string): string {
  return formatNames[format] ?? format;
}
