/** What authors of labs do, on the built program's routers. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vocabulary } from '../../src-main/lab/vocabulary.ts';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
let folder: string;
beforeEach(() => {
  host = new FakeHost();
  folder = path.join(host.home, 'labs', 'my-lab');
});
afterEach(() => host.dispose());

describe('quickmode lab new', () => {
  it('writes a lab that is proven at once, and that a learner can do', async () => {
    expect(await host.run('lab', 'new', folder)).toBe(0);
    expect(await host.run('lab', 'check', folder, '--seeds', 'one')).toBe(0);
    expect(host.said).toBe('');
    expect(host.printed).toMatch(/^holds {2}step protect: 2 things$/m);
    expect(host.printed).toMatch(/^holds {2}fault P1-PSK \(seed one\): \d+ things$/m);
    expect(host.printed).toMatch(/things were tried, and all of them hold\.$/m);
    host.forget();
    expect(await host.run('run', 'my-lab', '--solve')).toBe(0);
    expect(host.printed).toMatch(/^100 of 100 points$/m);
  });

  it('writes routers that know IKEv2 where they are asked for', async () => {
    expect(await host.run('lab', 'new', folder, '--routers', 'iosv')).toBe(0);
    expect(readFileSync(path.join(folder, 'lab.yml'), 'utf8')).toContain('R1: { node: R1, wan: GigabitEthernet0/0 }');
    expect(readdirSync(folder).sort()).toEqual(['lab.yml', 'my-lab.gns3', 'start', 'steps']);
  });

  it('overwrites nothing, and says what a name may be', async () => {
    expect(await host.run('lab', 'new', folder)).toBe(0);
    expect(await host.run('lab', 'new', folder)).toBe(2);
    expect(host.said).toContain('it stays as it is');
    expect(await host.run('lab', 'new', path.join(host.home, 'My Lab'))).toBe(2);
    expect(host.said).toContain('"My Lab" cannot be the name of a lab');
  });
});

describe('quickmode lab words', () => {
  it('lists what a step can expect, do and ask, and tells of each what belongs to it', async () => {
    expect(await host.run('lab', 'words')).toBe(0);
    for (const { name } of vocabulary()) expect(host.printed).toContain(`  ${name} `);
    host.forget();
    for (const { name } of vocabulary()) expect(await host.run('lab', 'words', name)).toBe(0);
    expect(host.printed).toMatch(/^ {2}between +needed +\[ROLE, ROLE\] /m);
    expect(host.printed).toMatch(/^ {2}- \{ id: fresh, clear: /m);
    host.forget();
    expect(await host.run('lab', 'words', 'pign')).toBe(2);
    expect(host.said).toContain('did you mean "ping"?');
  });

  it('lists what faults may be called', async () => {
    expect(await host.run('lab', 'words', 'faults')).toBe(0);
    expect(host.printed).toMatch(/^P1-PSK +The pre-shared keys differ$/m);
  });
});

describe('quickmode lab check', () => {
  it('says in one line of a router that it refuses lines, and what decides that', async () => {
    await host.run('lab', 'new', folder);
    const file = path.join(folder, 'lab.yml');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace('group 2\n        crypto isakmp key', 'group 2\n        crypto ikev2 policy 1\n         proposal A\n        crypto isakmp key').replace('id: P1-PSK', 'id: KEYS')); // prettier-ignore
    expect(await host.run('lab', 'check', folder, '--seeds', 'none')).toBe(1);
    expect(host.said).toBe('');
    expect(host.printed).toMatch(/^FAILS {2}step agree has lines .* R1 refused "crypto ikev2 policy 1": .*, and 1 more \(by the topology it is a dynamips c3725 with release 12\.4\(15\)T14, which decides what it takes\)$/m); // prettier-ignore
    expect(host.printed).toMatch(/no rule is called KEYS: "quickmode lab words faults" lists the names/);
    expect(host.printed).toMatch(/things were tried, and \d do not hold\.$/m);
  });

  it('tells what does not hold, and how it was', async () => {
    await host.run('lab', 'new', folder);
    const file = path.join(folder, 'lab.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('esp: [aes 128, sha1]', 'esp: [3des, sha1]'));
    expect(await host.run('lab', 'check', folder, '--seeds', 'none')).toBe(1);
    expect(host.printed).toMatch(/^FAILS {2}step protect passes after its own commands: but it was partial/m);
  });

  it('proves several, and one that cannot be used keeps nobody from the others', async () => {
    await host.run('lab', 'new', folder);
    const other = path.join(host.home, 'labs', 'broken');
    await host.run('lab', 'new', other);
    const file = path.join(other, 'lab.yml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('level: beginner', 'level: begginer'));
    host.forget();
    expect(await host.run('lab', 'check', other, folder, '--seeds', 'none')).toBe(2);
    expect(host.said).toMatch(/level, line \d+, column \d+: .*begginer.*did you mean "beginner"/);
    expect(host.printed).toMatch(/broken +refused\n.*my-lab +holds/);
  });

  it('prints findings for programs', async () => {
    await host.run('lab', 'new', folder, '--routers', 'iosv');
    host.forget();
    expect(await host.run('lab', 'check', folder, '--seeds', 'none', '--json')).toBe(0);
    const [proof] = JSON.parse(host.printed) as { outcome: string; findings: { subject: string }[] }[];
    expect(proof?.outcome).toBe('holds');
    expect(proof?.findings.map(({ subject }) => subject)).toContain('distractor ike-lifetimes-differ');
  });
});
