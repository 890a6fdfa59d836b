/** One expectation is judged alike whoever made the routers: built-in ASAs, recorded strongSwan, and what they print. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../src-main/base/address.ts';
import type { Evidence } from '../../src-main/grading/evidence.ts';
import { judge } from '../../src-main/grading/judge.ts';
import { planOf, type Look } from '../../src-main/grading/plan.ts';
import type { ExpectationVerdict } from '../../src-main/grading/verdict.ts';
import type { Exercise, Role, Step } from '../../src-main/lab/exercise.ts';
import type { Expectation } from '../../src-main/lab/expectation.ts';
import { Seed004Lab } from '../simulator/asa/seed-004-lab.ts';
import { exercise, expecting, quotedIn, stepNamed } from './paper-network.ts';

type Platform = Role['platform'];

interface Place {
  name: string;
  platform: Platform;
  address: string;
}

function role({ name, platform, address }: Place): Role {
  const mask = 0xffffff00;
  const outside = { role: 'outside', name: 'outside', address: parseIpv4(address) ?? 0, mask };
  return { name, platform, node: name, isGraded: true, interfaces: [outside], start: '' };
}

function labOf(a: Place, b: Place, expect: Expectation[]): { of: Exercise; step: Step } {
  const step: Step = { ...stepNamed('verify'), actions: [], expect };
  return { of: { ...exercise, roles: [role(a), role(b)], links: [], steps: [step] }, step };
}

/** The verdicts, with what each look of the plan shows as evidence; what is not shown was refused. */
async function judged(
  { of, step }: { of: Exercise; step: Step },
  show: (look: Look) => Promise<string | undefined> | string | undefined,
): Promise<ExpectationVerdict[]> {
  const evidence: Evidence[] = [];
  for (const look of planOf(of, step).end) {
    const text = (await show(look)) ?? `-ash: ${look.command.split(' ')[0] ?? ''}: not found\n`;
    const sequence = evidence.length + 1;
    evidence.push({ id: `e${sequence}`, sequence, ...look, text, takenAt: '2026-01-01T00:00:00Z', deviceTime: sequence, epoch: 1, phase: { kind: 'end' } }); // prettier-ignore
  }
  return judge(of, step, evidence).expectations;
}

const outcomes = (verdicts: ExpectationVerdict[]): string[] =>
  verdicts.map(({ verb, verdict, attributes }) => `${verb} ${verdict}${attributes.filter(({ holds }) => !holds).map(({ name, role: on, found }) => ` [${name} on ${on}: ${found}]`).join('')}`); // prettier-ignore

describe.each(['ikev1', 'ikev2'] as const)('two built-in ASAs with %s', (version) => {
  const built: { lab?: Seed004Lab } = {};
  const site1: Place = { name: 'site1', platform: 'asa', address: '10.255.1.2' };
  const site2: Place = { name: 'site2', platform: 'asa', address: '10.255.2.2' };
  const number = version === 'ikev1' ? 1 : 2;

  beforeAll(async () => {
    built.lab = await Seed004Lab.booted({ version });
    await built.lab.ping(built.lab.inner1, '172.16.10.11', '192.168.100.11');
  });

  const show = async ({ role: name, command }: Look): Promise<string> => {
    const { lab } = built;
    if (!lab) throw new Error('the lab did not start');
    return await lab.output(name === 'site1' ? lab.site1 : lab.site2, command);
  };

  it('have an IKE association, a mirrored pair for YELLOW and PURPLE, and counters', async () => {
    const hash = version === 'ikev1' ? 'sha1' : 'sha256';
    const lab = labOf(site1, site2, [
      expecting('ike', { between: ['site1', 'site2'], version: number, state: 'established', encryption: 'aes 256', hash, dh: 14, auth: 'psk' }), // prettier-ignore
      expecting('child', { between: ['site1', 'site2'], state: 'established', mode: 'tunnel', esp: ['aes 256', 'sha1'], selectors: ['192.168.100.0/24', '172.16.10.0/24'], spi: 'mirrored' }), // prettier-ignore
      expecting('counters', { on: 'site1', encaps: 4, decaps: 4, errors: 0 }),
      expecting('ike', { between: ['site1', 'site2'], version: number === 1 ? 2 : 1, state: 'established' }),
    ]);
    const verdicts = await judged(lab, show);
    expect(outcomes(verdicts)).toEqual([
      'ike passed',
      'child passed',
      'counters passed',
      `ike partial [version on site1: ${number}] [version on site2: ${number}]`,
    ]);
    const lines = verdicts.flatMap(quotedIn);
    expect(lines).toContainEqual(expect.stringMatching(/#pkts encaps: 4/));
    expect(lines).toContainEqual(expect.stringMatching(/outbound spi ?: [0-9A-F]{8}/i));
  });

  it('have none for BLUE and PURPLE, of which nothing was sent', async () => {
    const lab = labOf(site1, site2, [
      expecting('child', { between: ['site1', 'site2'], selectors: ['192.168.200.0/24', '172.16.10.0/24'] }),
    ]);
    const [verdict] = await judged(lab, show);
    expect(verdict?.verdict).not.toBe('passed');
  });
});

const recorded = path.resolve(import.meta.dirname, '../../../shared/peers/strongswan');
const FILES: Record<string, string> = { 'swanctl --list-sas': 'list-sas.txt', 'swanctl --list-conns': 'list-conns.txt' }; // prettier-ignore

describe.skipIf(!existsSync(recorded))('two strongSwans', () => {
  const a: Place = { name: 'a', platform: 'linux', address: '192.0.2.1' };
  const b: Place = { name: 'b', platform: 'linux', address: '198.51.100.1' };
  const shown =
    (run: string) =>
    ({ role: name, command }: Look): string | undefined => {
      const file = path.join(recorded, run, name, FILES[command] ?? 'nothing');
      return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    };

  it('are judged by what swanctl lists, where nothing else was answered', async () => {
    const lab = labOf(a, b, [
      expecting('ike', { between: ['a', 'b'], version: 2, state: 'established', encryption: 'aes 256', hash: 'sha256', dh: 14 }), // prettier-ignore
      expecting('child', { between: ['a', 'b'], mode: 'tunnel', esp: ['aes 256', 'sha256'], selectors: ['10.1.0.0/24', '10.2.0.0/24'], spi: 'mirrored' }), // prettier-ignore
      expecting('counters', { on: 'a', encaps: 4, decaps: 4 }),
      expecting('ike', { between: ['a', 'b'], version: 2, state: 'established', dh: 2 }),
    ]);
    const verdicts = await judged(lab, shown('v2-aes256-sha256-modp2048'));
    expect(outcomes(verdicts)).toEqual([
      'ike passed',
      'child passed',
      'counters passed',
      'ike partial [Diffie-Hellman group on a: 14] [Diffie-Hellman group on b: 14]',
    ]);
    expect(quotedIn(verdicts[1] as ExpectationVerdict)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^\s*out 04321759/),
        expect.stringMatching(/^\s*local {2}10\.1\.0\.0\/24/),
      ]),
    );
  });

  it('have nothing where nothing could be asked, which is no verdict of "there is none"', async () => {
    const lab = labOf(a, b, [expecting('ike', { between: ['a', 'b'], state: 'absent' })]);
    expect(outcomes(await judged(lab, () => undefined))[0]).toMatch(/^ike error/);
  });
});
