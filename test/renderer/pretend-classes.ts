/** A class that was graded, for looking at its screen: learners in all states, with the verdicts of the pretended lab. */
import type { Classes, ClassReport, GradingSummary, StepVerdict } from '../../src-main/api/contract/laboratory.ts';
import { Failure } from '../../src-main/base/errors.ts';
import { failedVerdict, partialVerdict, passedVerdict } from './pretend-verdicts.ts';

const steps = [
  { id: 'observe-gre', title: 'Look at the tunnel as it is', of: 5 },
  { id: 'ike-policy', title: 'Agree on how to negotiate', of: 15 },
  { id: 'transform-set', title: 'Choose how packets are protected', of: 10 },
  { id: 'verify', title: 'Prove it', of: 15 },
];
const names = ['Ada Lovelace', 'Alan Turing', 'Grace Hopper', 'Radia Perlman', 'Vint Cerf'];
const grading = '2026-11-27-k3f9';

/** The further down in the list, the less has been done. */
function verdictsOf(place: number): StepVerdict[] {
  const passed = steps.map(({ id, of }) => passedVerdict(id, 'change', of));
  if (place === 1) return [...passed.slice(0, 2), partialVerdict(), failedVerdict()];
  return passed.slice(0, Math.max(0, passed.length - place));
}

function students(): ClassReport['students'] {
  return names.map((name, place) => {
    const verdicts = verdictsOf(place);
    const id = name.split(' ')[0]?.toLowerCase() ?? name;
    const score = {
      points: verdicts.reduce((sum, { points }) => sum + points.earned, 0),
      of: verdicts.reduce((sum, { points }) => sum + points.of, 0),
    };
    const cells = verdicts.map(({ step, verdict, points, diagnoses: [first] }) => ({
      ...{
        step,
        verdict,
        points,
        says: verdict === 'passed' ? '' : 'R3 has a transform set that authenticates with MD5.',
      },
      ...(first && { diagnosis: first.rule }),
    }));
    const whole = { id, name, pod: `configurations in work/${id}`, score, cells, attempt: `pod-${place}` };
    if (place < 3) return { ...whole, state: 'graded' as const };
    if (place === 4) return { ...whole, state: 'waiting' as const };
    const trouble = { code: 'unreachable', message: 'Nobody answers at 10.0.0.7:22.' };
    return { ...whole, state: 'broken' as const, trouble };
  });
}

const report: ClassReport = {
  ...{ version: 1, kind: 'class', made: '2026-11-27T17:30:00.000Z', program: 'QuickMode' },
  ...{
    class: 'Group B',
    grading,
    lab: { id: 'gre-to-vti', version: 1, title: 'From GRE to a virtual tunnel interface' },
  },
  ...{ steps, students: students() },
};

const summary: GradingSummary = {
  ...{ id: grading, title: 'Group B', lab: report.lab.title, file: '/home/teacher/CLASS.yml', isRegraded: false },
  ...{ begunAt: '2026-11-27T17:20:00.000Z', endedAt: undefined, students: names.length, graded: 3, broken: 1 },
  ...{ atWork: undefined, trouble: undefined },
};

export function pretendClasses(isEmpty: boolean): Classes {
  let isRemoved = isEmpty;
  let atWork: GradingSummary['atWork'];
  return {
    beginGrading() {
      isRemoved = false;
      atWork = ['Vint Cerf: Agree on how to negotiate'];
      return Promise.resolve(grading);
    },
    stopGrading() {
      atWork = undefined;
      return Promise.resolve();
    },
    gradings: () => Promise.resolve(isRemoved ? [] : [{ ...summary, atWork }]),
    grading: () => Promise.resolve(report),
    gradedStep(_grading, student, step) {
      const place = report.students.findIndex(({ id }) => id === student);
      const verdict = verdictsOf(place).find((one) => one.step === step);
      if (!verdict) return Promise.reject(new Failure('bad-input', 'not-graded', 'Nothing was graded there.'));
      const title = steps.find(({ id }) => id === step)?.title ?? step;
      return Promise.resolve({ student: names[place] ?? student, title, attempt: `pod-${place}`, verdict });
    },
    gradingReport: (_grading, format) => Promise.resolve({ name: `group-b.${format}`, text: 'a report' }),
    attemptReport: (attempt, format) => Promise.resolve({ name: `${attempt}.${format}`, text: 'a report' }),
    removeGrading() {
      isRemoved = true;
      return Promise.resolve();
    },
  };
}
