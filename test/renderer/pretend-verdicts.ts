/** Verdicts of every kind, as grading words them. */
import type {
  AttributeVerdict,
  Diagnosis,
  ExpectationVerdict,
  Quote,
  StepVerdict,
  VerdictKind,
} from '../../src-main/grading/verdict.ts';
import { quote } from './pretend-evidence.ts';

type Verb = [id: string, verb: string, verdict: VerdictKind, says: string];

function expectation(
  [id, verb, verdict, says]: Verb,
  points: number,
  attributes: AttributeVerdict[] = [],
): ExpectationVerdict {
  const earned = verdict === 'passed' ? points : verdict === 'partial' ? points / 2 : 0;
  return { id, verb, verdict, points: { earned, of: points }, says, attributes };
}

function attribute([role, name, expected, found]: [string, string, string, string], quotes: Quote[]): AttributeVerdict {
  return { name, role, expected, found, holds: expected === found, quotes };
}

export function passedVerdict(step: string, kind: StepVerdict['kind'], of: number): StepVerdict {
  const expectations = [
    expectation(['1', 'tunnel', 'passed', 'Tunnel0 of R1 is as it should be.'], of / 2, [
      attribute(['R1', 'line protocol', 'down', 'down'], [quote('r1-tunnel', 0)]),
    ]),
    expectation(['2', 'transformSet', 'passed', 'R1 has a transform set of ESP with 3DES and SHA-1.'], of / 2, [
      attribute(['R1', 'transforms', 'esp-3des esp-sha-hmac', 'esp-3des esp-sha-hmac'], [quote('r1-transform', 0)]),
    ]),
  ];
  return { step, kind, verdict: 'passed', points: { earned: of, of }, expectations, questions: [], diagnoses: [] };
}

/** R3 has MD5 where SHA-1 is wanted. */
export function partialVerdict(): StepVerdict {
  const expectations = [
    expectation(['1', 'transformSet', 'passed', 'R1 has a transform set of ESP with 3DES and SHA-1.'], 5, [
      attribute(['R1', 'transforms', 'esp-3des esp-sha-hmac', 'esp-3des esp-sha-hmac'], [quote('r1-transform', 0)]),
      attribute(['R1', 'mode', 'tunnel', 'tunnel'], [quote('r1-transform', 1)]),
    ]),
    expectation(['2', 'transformSet', 'partial', 'R3 has a transform set, and it authenticates with MD5.'], 5, [
      attribute(['R3', 'transforms', 'esp-3des esp-sha-hmac', 'esp-3des esp-md5-hmac'], [quote('r3-transform', 0)]),
      attribute(['R3', 'mode', 'tunnel', 'tunnel'], [quote('r3-transform', 1)]),
    ]),
  ];
  const points = { earned: 7.5, of: 10 };
  return {
    step: 'transform-set',
    kind: 'change',
    verdict: 'partial',
    points,
    expectations,
    questions: [],
    diagnoses: [],
  };
}

const compareKeys =
  'Compare the keys on both routers letter by letter, upper and lower case too, and give one router the key of the other.';

const keysDiffer: Diagnosis = {
  rule: 'P1-PSK',
  title: 'The pre-shared keys differ',
  explanation:
    'R3 could not read the fifth message of main mode from 172.16.0.1: it was encrypted with keys that are derived from the pre-shared key, and R3 has another one. That is why the state on R1 stays at MM_KEY_EXCH.',
  quotes: [quote('r3-log', 11), quote('r1-key', 2), quote('r3-key', 2)],
  mend: compareKeys,
  confidence: 'certain',
  hints: [
    compareKeys,
    'Look at `show crypto isakmp key` on both routers.',
    'On R3: `crypto isakmp key` with the key of R1, for the address of R1.',
  ],
  next: ['`show crypto isakmp key` on R1 and R3'],
};

/** Either a tunnel interface or a crypto map would do. */
const combined = [
  expectation(['8a', 'tunnel', 'failed', 'Tunnel0 of R1 is down.'], 1, [
    attribute(['R1', 'line protocol', 'up', 'down'], [quote('r1-tunnel', 0)]),
  ]),
  expectation(['8b', 'cryptoMap', 'failed', 'R1 has no crypto map on its interface.'], 1),
];

/** The last step, with a wrong key: the fault is told from the root. */
export function failedVerdict(): StepVerdict {
  const expectations = [
    expectation(['1', 'ike', 'failed', 'R1 and R3 have no established IKE association.'], 3, [
      attribute(['R1', 'state', 'established', 'MM_KEY_EXCH'], [quote('r1-isakmp', 2)]),
      attribute(['R3', 'state', 'established', 'nothing'], []),
    ]),
    expectation(['2', 'child', 'failed', 'There is no ESP association between R1 and R3.'], 4, [
      attribute(['R1', 'spi', 'mirrored', 'nothing'], []),
    ]),
    expectation(['3', 'tunnel', 'failed', 'The line protocol of Tunnel0 on R1 is down.'], 2, [
      attribute(['R1', 'line protocol', 'up', 'down'], [quote('r1-tunnel', 0)]),
    ]),
    expectation(['4', 'counters', 'not judged', 'Counters of R1 cannot be compared: there is no association.'], 2),
    expectation(['5', 'absent', 'passed', 'No GRE was seen between R1 and R2.'], 2),
    expectation(['6', 'absent', 'error', 'The link between R2 and R3 could not be watched.'], 2),
    {
      ...expectation(['7', 'interface', 'failed', 'R1 does not set the MSS of its tunnel.'], 0),
      level: 'warning' as const,
    },
    { ...expectation(['8', 'any', 'failed', 'None of these holds.'], 0), children: combined },
  ];
  const points = { earned: 2, of: 15 };
  return {
    step: 'verify',
    kind: 'observe',
    verdict: 'failed',
    points,
    expectations,
    questions: [],
    diagnoses: [keysDiffer],
  };
}
