/** What a learner is told who is to find the cause: that it is known, and how to go about it. */
import type { Exercise, Step } from '../../lab/exercise.ts';
import type { Diagnosis, StepVerdict } from '../verdict.ts';

/** A step that asks what was wrong is not told what is wrong. */
export function withoutCause({ broken }: Exercise, { questions }: Step, verdict: StepVerdict): StepVerdict {
  const isAsked = broken !== undefined && questions.some(({ answer }) => answer.kind === 'faults');
  return isAsked && verdict.diagnoses.length > 0 ? { ...verdict, diagnoses: [WITHHELD] } : verdict;
}

const HINTS = [
  'How far does it come? `show crypto isakmp sa` or `show crypto ikev2 sa` on both ends, then `show crypto ipsec sa`, then the counters in it.',
  'What is there at one end and not at the other? Put the configurations of both ends side by side.',
  'What does the one that is asked say? `debug crypto isakmp` or `debug crypto ikev2` there, and `show logging`.',
];

const WITHHELD: Diagnosis = {
  rule: 'withheld',
  title: 'To find the cause is your part here',
  explanation:
    'What is wrong shows in what the routers have answered. This step asks you for it, so it is not told before you have mended it.',
  quotes: [],
  confidence: 'certain',
  mend: HINTS[0] ?? '',
  hints: HINTS,
};
