import { describe, expect, it } from 'vitest';
import { applyLines } from '../../src-main/engine/apply-lines.ts';
import { Bench } from '../../src-main/engine/bench.ts';
import { contentOfExercise } from '../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { nodeOf } from '../../src-main/engine/roles.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import path from 'node:path';
import { labFolder } from './workshop.ts';

const exercise = exerciseOrFailure(readLabFolder(path.join(labFolder, 'gre-to-vti')), 'gre-to-vti', {
  seed: undefined,
});

async function onRouters(work: (bench: Bench) => Promise<void>): Promise<void> {
  const { topology, configurations } = contentOfExercise(exercise);
  const plan = { topology, configurations, journal: [], seed: 'lines', pace: { kind: 'on-demand' } as const };
  const bench = await Bench.start({
    launch: simulatorInProcess,
    plan,
    keeper: forgetful,
    position: { sequence: 0, epoch: 0 },
  });
  try {
    await work(bench);
  } finally {
    await bench.stop();
  }
}

const pair = ['ip domain-name example.com', 'crypto key generate rsa general-keys modulus 1024'];

describe('the lines of a lab', () => {
  it('hold public keys of other routers, as these show them', async () => {
    await onRouters(async (bench) => {
      await applyLines(bench, exercise, { R1: pair, R3: pair });
      const chain = [
        'crypto key pubkey-chain rsa',
        ' addressed-key 172.16.0.6',
        '  key-string',
        '  <the RSA public key of R3>',
        '  quit',
      ];
      await applyLines(bench, exercise, { R1: chain });
      const digits = (text: string): string => text.replace(/[^0-9A-F]/g, '');
      const own = await bench.read(nodeOf(exercise, 'R3'), 'show crypto key mypubkey rsa');
      const copied = await bench.read(nodeOf(exercise, 'R1'), 'show running-config | section pubkey-chain');
      const key = digits(own.slice(own.indexOf('Key Data:') + 'Key Data:'.length));
      expect(key.length).toBeGreaterThan(300);
      expect(digits(copied)).toContain(key);
    });
  });

  it('say which router has no key that could be copied', async () => {
    await onRouters(async (bench) => {
      await expect(applyLines(bench, exercise, { R1: ['<the RSA public key of R3>'] })).rejects.toThrow(
        'R3 has no RSA key that could be copied. Make one there: crypto key generate rsa.',
      );
    });
  });

  it('may be typed twice, and what stands in their way is named', async () => {
    await onRouters(async (bench) => {
      const key = (secret: string): string[] => [`crypto isakmp key ${secret} address 172.16.0.6`];
      await applyLines(bench, exercise, { R1: key('FooBar') });
      await applyLines(bench, exercise, { R1: key('FooBar') });
      await expect(applyLines(bench, exercise, { R1: key('FooB4r') })).rejects.toMatchObject({
        message: 'Not everything was taken: one line was refused.',
        diagnostics: [{ path: 'R1', message: expect.stringContaining('already exists!') as string }],
      });
    });
  });

  it('are answered where they ask back: a certificate server that wants a password, an authority to be trusted', async () => {
    await onRouters(async (bench) => {
      const server = [
        'do clock set 10:00:00 27 November 2026',
        'ip http server',
        'crypto pki server LAB',
        ' grant auto',
        ' no shutdown',
      ];
      const client = [
        'do clock set 10:01:00 27 November 2026',
        'crypto pki trustpoint LAB',
        ' enrollment url http://172.16.0.2',
        ' revocation-check none',
        'crypto pki authenticate LAB',
        'crypto pki enroll LAB',
      ];
      await applyLines(bench, exercise, { R2: server, R1: client });
      await bench.provider.clock.sleep(60_000);
      expect(await bench.read(nodeOf(exercise, 'R1'), 'show crypto pki certificates')).toContain('Status: Available');
    });
  });
});
