/** A lab in which a network is to be mended: the end of "From GRE to a virtual tunnel interface", with faults in it. */
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import type { Files } from '../../src-main/storage/content-hash.ts';
import { labFolder } from './workshop.ts';

interface LabText {
  steps: Record<string, unknown>[];
  faults: Record<string, unknown>[];
  distractors?: unknown;
  broken?: unknown;
}

/** @param mends the lines that mend a wrong key, where another test wants others */
export function mendingFiles(mends?: string): Files {
  const files = readLabFolder(path.join(labFolder, 'gre-to-vti'));
  const lab = parse(files['lab.yml'] ?? '') as LabText;
  const configured = ['ike-policy', 'pre-shared-key', 'transform-set', 'ipsec-profile', 'migrate-r3'];
  const migrated = lab.steps.find(({ id }) => id === 'migrate-r1')?.['commands'] as Record<string, string>;
  const steps = lab.steps.filter(({ id }) => configured.includes(String(id)));
  const last = steps.at(-1);
  if (last) last['commands'] = { ...migrated, ...(last['commands'] as Record<string, string>) };
  const mend = {
    ...{ id: 'mend', title: 'Mend it', kind: 'change', points: 100, instructions: 'Something is wrong.' },
    actions: [
      { id: 'fresh', clear: { on: ['R1', 'R3'], what: 'session' } },
      { id: 'across', ping: { from: 'R1', to: 'R3.tunnel' } },
    ],
    expect: [
      { ike: { between: ['R1', 'R3'], state: 'established' } },
      { child: { between: ['R1', 'R3'], via: 'tunnel' } },
      { tunnel: { on: 'R1', line: 'up' } },
      { tunnel: { on: 'R3', mode: 'ipsec-ipv4', line: 'up' } },
      { ping: { of: 'across', received: 'at least 4' } },
    ],
  };
  const key = 'no crypto isakmp key {{psk}}x address {{R1.wan}}\ncrypto isakmp key {{psk}} address {{R1.wan}}\n';
  const faults = lab.faults
    .filter(({ id }) => ['P1-PSK', 'P1-ENC'].includes(String(id)))
    .map((fault) => (fault['id'] === 'P1-PSK' ? { ...fault, mend: { R3: mends ?? key } } : fault))
    .map((fault) => ({ ...fault, after: 'migrate-r3', step: 'mend' }));
  const broken = { after: 'migrate-r3', choose: { from: ['P1-PSK', 'P1-ENC'], count: [1, 2] } };
  const text = stringify({ ...lab, id: 'mending', steps: [...steps, mend], faults, distractors: [], broken });
  return { ...files, 'lab.yml': text };
}
