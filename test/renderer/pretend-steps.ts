/** The steps of labs/gre-to-vti as a window is shown them, with the lab's own instructions. */
import { pretendLabQuestions } from './pretend-questions.ts';
import { readFileSync, readdirSync } from 'node:fs';
import type { StepView } from '../../src-main/api/contract/laboratory.ts';

const folder = new URL('../../labs/gre-to-vti/', import.meta.url);
const variables: Record<string, string> = {
  inside: '10.0.0.0/30',
  psk: 'FooB4r',
  policy: '10',
  transformSet: 'MyTransformSet',
  profile: 'MyProfile',
  'R1.wan': '172.16.0.1',
  'R3.wan': '172.16.0.6',
  'R1.tunnel': '10.0.0.1',
  'R3.tunnel': '10.0.0.2',
};

const policy = ['crypto isakmp policy 10', ' authentication pre-share'];
const transform = ['crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac'];
const profile = ['crypto ipsec profile MyProfile', ' set transform-set MyTransformSet'];
const migrate = ['interface Tunnel0', ' tunnel mode ipsec ipv4', ' tunnel protection ipsec profile MyProfile'];

interface Row {
  id: string;
  file: string;
  title: string;
  kind: StepView['kind'];
  of: number;
  checkpoint: string;
  lines?: Record<string, string[]>;
}

const rows: Row[] = [
  row(['observe-gre', '1-observe-gre', 'Look at the tunnel as it is'], 'observe', 5, 'plain GRE'),
  {
    ...row(['ike-policy', '2-ike-policy', 'Agree on how to negotiate'], 'change', 15, 'GRE seen'),
    lines: { R1: policy, R3: policy },
  },
  {
    ...row(['pre-shared-key', '3-pre-shared-key', 'Share a secret'], 'change', 15, 'policies agree'),
    lines: {
      R1: ['crypto isakmp key FooB4r address 172.16.0.6'],
      R3: ['crypto isakmp key FooB4r address 172.16.0.1'],
    },
  },
  {
    ...row(['transform-set', '4-transform-set', 'Choose how packets are protected'], 'change', 10, 'keys in place'),
    lines: { R1: transform, R3: transform },
  },
  {
    ...row(['ipsec-profile', '5-ipsec-profile', 'Wrap it in a profile'], 'change', 10, 'transform sets in place'),
    lines: { R1: profile, R3: profile },
  },
  {
    ...row(
      ['migrate-r1', '6-migrate-r1', 'Move one end, and see what breaks'],
      'transient',
      15,
      'everything defined, nothing used',
    ),
    lines: { R1: migrate },
  },
  {
    ...row(['migrate-r3', '7-migrate-r3', 'Move the other end'], 'change', 15, 'one end migrated'),
    lines: { R3: migrate },
  },
  row(['verify', '8-verify', 'Prove it'], 'observe', 15, 'migrated'),
];

export const hintTexts = [
  'An empty policy is complete: every attribute has a default. Look at it with `show crypto isakmp policy`.',
  'Only the authentication method has to change: the default wants certificates.',
  'In the policy, on both routers: `authentication pre-share`.',
];

/** None of them judged. */
export function pretendSteps(): StepView[] {
  return rows.map(({ id, file, title, kind, of, checkpoint, lines = {} }) => ({
    ...{ id, title, kind, checkpoint, points: { earned: 0, of }, verdict: undefined, isLatched: false },
    instructions: instructionsOf(file),
    commands: Object.entries(lines).map(([role, its]) => ({ role, node: role.toLowerCase(), lines: its })),
    hints: { taken: [], left: hintTexts.length, nextCost: 1 },
    questions: id === 'verify' ? pretendLabQuestions() : [],
  }));
}

function row([id, file, title]: [string, string, string], kind: StepView['kind'], of: number, checkpoint: string): Row {
  return { id, file, title, kind, of, checkpoint };
}

function instructionsOf(file: string): string {
  // Steps may come in between: their numbers change, their names stay.
  const nameOf = (one: string): string => one.replace(/^\d+[a-z]?-/, '').replace(/\.md$/, '');
  const found = readdirSync(new URL('steps/', folder)).find((one) => nameOf(one) === nameOf(file));
  const text = found === undefined ? '' : readFileSync(new URL(`steps/${found}`, folder), 'utf8');
  return text.replace(/\{\{([\w.]+)\}\}/g, (whole, name: string) => variables[name] ?? whole);
}
