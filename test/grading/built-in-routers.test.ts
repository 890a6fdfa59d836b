/** Diagnosis on built-in routers: faults that the lab does not list itself, typed on top of the finished network. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src-main/engine/lab-proof.ts';
import { proveLab } from '../engine/prove-lab.ts';
import { filesIn, greToVtiFolder } from '../lab/folder.ts';

const faults: Readonly<Record<string, readonly string[]>> = {
  'P1-HASH': ['crypto isakmp policy {{policy}}', ' hash md5'],
  'P1-DH': ['crypto isakmp policy {{policy}}', ' group 2'],
  'P1-AUTHMETHOD': ['crypto isakmp policy {{policy}}', ' no authentication'],
  'P1-NOPOLICY': ['no crypto isakmp policy {{policy}}'],
  'P1-NOKEY': ['no crypto isakmp key {{psk}} address {{R1.wan}}', 'crypto isakmp key {{psk}} address {{R1.tunnel}}'],
  // With another key and other transforms beside it: what is mended first comes first.
  'P1-ENC': ['crypto isakmp policy {{policy}}', ' encryption 3des', 'exit', 'no crypto isakmp key {{psk}} address {{R1.wan}}', 'crypto isakmp key {{psk}}x address {{R1.wan}}', 'crypto ipsec transform-set {{transformSet}} esp-3des esp-md5-hmac'],
  'P1-PSK': ['no crypto isakmp key {{psk}} address {{R1.wan}}', 'crypto isakmp key {{psk}}x address {{R1.wan}}', 'crypto ipsec transform-set {{transformSet}} esp-3des esp-md5-hmac'],
  'TUN-MODE': ['interface Tunnel0', ' tunnel mode gre ip'],
  'TUN-SHUT': ['interface Tunnel0', ' shutdown'],
  'TUN-PROFILE-UNDEF': ['crypto ipsec profile {{profile}}', ' no set transform-set'],
  'TUN-SRC': ['interface {{R3.wan.name}}', ' shutdown'],
  'P1-PEER': ['interface Tunnel0', ' tunnel destination {{R2.east}}'],
}; // prettier-ignore

/** The lab with other faults in place of its own. */
function labFiles(): Record<string, string> {
  const files = filesIn(greToVtiFolder);
  const text = files['lab.yml'] ?? '';
  const listed = Object.entries(faults).map(([id, lines]) =>
    [
      `  - id: ${id}`,
      `    title: ${id}`,
      '    after: migrate-r3',
      '    step: verify',
      '    lines:',
      '      R3: |',
      ...lines.map((line) => `        ${line}`),
    ].join('\n'),
  );
  const [before = ''] = text.split('\nfaults:\n');
  return { ...files, 'lab.yml': `${before}\nfaults:\n${listed.join('\n')}\n` };
}

describe('on built-in routers', () => {
  let findings: Finding[] = [];

  beforeAll(async () => {
    findings = await proveLab(labFiles());
  }, 60_000);

  it.each(Object.keys(faults))('%s is named first and proven', (id) => {
    const about = findings.filter(({ subject }) => subject === `fault ${id}`);
    expect(about.length).toBe(3);
    expect(about.filter(({ holds }) => !holds).map(({ says }) => says)).toEqual([]);
  });
});
