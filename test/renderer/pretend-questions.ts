/** Questions of the pretended lab's last step, of every kind, and how answers to them are judged. */
import type { QuestionVerdict, QuestionView } from '../../src-main/api/contract/laboratory.ts';

const right: Record<string, { answer: string[]; says: string }> = {
  why: { answer: ['psk'], says: 'the pre-shared keys' },
  both: { answer: ['esp', 'ike'], says: 'ESP; IKE' },
  spi: { answer: ['0x1A2B3C4D'], says: '0x1A2B3C4D(439041101)' },
  overhead: { answer: ['58'], says: '58' },
};

export function pretendLabQuestions(): QuestionView[] {
  const open = { answer: [], isShown: false };
  return [
    {
      ...{ id: 'why', ask: 'What must be **the same** on R1 and R3 for `MM_KEY_EXCH` to become `QM_IDLE`?', kind: 'choice', ...open },
      choices: [
        { id: 'psk', text: 'the pre-shared keys' },
        { id: 'name', text: 'the names of their transform sets, as in `MyTransformSet`' },
        { id: 'number', text: 'the numbers of their IKE policies' },
      ],
    },
    {
      ...{ id: 'both', ask: 'Which protocols must a filter between the routers let through?', kind: 'choices', ...open },
      choices: [
        { id: 'esp', text: 'ESP' },
        { id: 'gre', text: 'GRE' },
        { id: 'ike', text: 'IKE' },
      ],
    },
    { ...{ id: 'spi', ask: 'Which SPI does R1 put on packets to R3? Write it as the router prints it.', kind: 'text' }, choices: [], ...open },
    { ...{ id: 'overhead', ask: 'How many bytes does ESP add to a packet of 100 bytes?', kind: 'number' }, choices: [], ...open },
  ];
} // prettier-ignore

export function judgeQuestions(questions: readonly QuestionView[]): QuestionVerdict[] {
  return questions.map(({ id, answer, isShown }) => {
    const wanted = right[id] ?? { answer: [], says: '' };
    const isRight = !isShown && answer.join(' ').toLowerCase() === wanted.answer.join(' ').toLowerCase();
    const told = isRight || isShown ? { right: wanted.says, explain: 'The router **says so** itself.' } : {};
    const quotes = isRight && id === 'spi' ? [proof] : [];
    const points = { earned: isRight ? 1 : 0, of: 1 };
    return { id, verdict: isRight ? 'passed' : 'failed', points, says: saysOf(answer, isShown, isRight), answer, quotes, ...told };
  });
} // prettier-ignore

const proof = {
  ...{ evidence: 'r1-isakmp', role: 'R1', command: 'show crypto ipsec sa', line: 2 },
  text: 'current outbound spi: 0x1A2B3C4D(439041101)',
};

function saysOf(answer: readonly string[], isShown: boolean, isRight: boolean): string {
  if (isShown) return 'The answer was shown, so that it earns nothing.';
  if (isRight) return 'This is right.';
  return answer.length === 0 ? 'Not answered yet.' : 'This is not right.';
}
