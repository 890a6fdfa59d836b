/** What a teacher types, on the built program's routers. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHost, root } from './fake-host.ts';

let host: FakeHost;
let file: string;
beforeEach(() => {
  host = new FakeHost();
  file = path.join(host.home, 'CLASS.yml');
});
afterEach(() => host.dispose());

/** Students who have saved routers that nobody configured. */
function work(...students: string[]): void {
  for (const student of students) {
    mkdirSync(path.join(host.home, 'work', student), { recursive: true });
    for (const router of ['R1', 'R2', 'R3'])
      writeFileSync(path.join(host.home, 'work', student, `${router}.cfg`), `hostname ${router}\n!\nend\n`);
  }
}

describe('quickmode class', () => {
  it('is begun from a list of names, checked, graded, and told as a table', async () => {
    const names = path.join(host.home, 'names.csv');
    writeFileSync(names, 'ada, Ada Lovelace\nalan\n');
    work('ada');
    expect(await host.run('class', 'new', file, '--lab', 'gre-to-vti', '--students', names)).toBe(0);
    expect(await host.run('class', 'check', file)).toBe(1);
    expect(host.printed).toMatch(/^ada +Ada Lovelace +configurations in work\/ada$/m);
    expect(host.printed).toMatch(/^cannot be graded +alan: .*work\/alan cannot be read: it is not there/m);
    expect(host.printed).not.toMatch(/^cannot be graded +ada/m);
    const report = path.join(host.home, 'marks.csv');
    host.forget();
    expect(await host.run('class', 'grade', file, '--report', report)).toBe(3);
    expect(host.printed).toMatch(/^graded {2}Ada Lovelace: [\d.]+ of \d+; [a-z-]+: /m);
    expect(host.printed).toMatch(/^broken {2}alan: .*cannot be read: it is not there/m);
    expect(readFileSync(report, 'utf8')).toMatch(/^ada,Ada Lovelace,configurations in work\/ada,,graded,/m);
    host.forget();
    expect(await host.run('class', 'regrade', file)).toBe(0);
    expect(host.printed).toMatch(/Nothing is other than in/);
    expect(await host.run('class', 'report', file)).toBe(0);
  });

  it('takes matriculation numbers for names of students', async () => {
    const names = path.join(host.home, 'names.csv');
    writeFileSync(names, '0123456, Ada Lovelace\n1e5\nnull\n');
    expect(await host.run('class', 'new', file, '--lab', 'gre-to-vti', '--students', names)).toBe(0);
    work('0123456', '1e5', 'null');
    expect(await host.run('class', 'check', file)).toBe(0);
    expect(host.printed).toMatch(/^0123456 +Ada Lovelace +configurations in work\/0123456$/m);
    expect(host.printed).toMatch(/^1e5 +1e5 /m);
  });

  it('says with line and column what is wrong with the file', async () => {
    writeFileSync(file, 'class: B\nlab: gre-to-vti\nstudents:\n  - { id: ada, configuration: work }\n');
    expect(await host.run('class', 'grade', file)).toBe(2);
    expect(host.said).toContain('line 4, column 16: unknown key "configuration" (did you mean "configurations"?)');
    expect(await host.run('class', 'check', path.join(host.home, 'no.yml'))).toBe(2);
  });

  it('names the devices that a pod lacks, before it is graded and after', async () => {
    const device = (port: number): string =>
      `{ os: ios, connections: { cli: { protocol: telnet, ip: 127.0.0.1, port: ${port} } } }`;
    writeFileSync(path.join(host.home, 'pod.yml'), `devices:\n  R1: ${device(1)}\n  edge: ${device(2)}\n`);
    writeFileSync(file, 'class: B\nlab: gre-to-vti\nstudents:\n  - { id: ada, on: "inventory:pod.yml" }\n');
    expect(await host.run('class', 'check', file)).toBe(1);
    expect(host.printed).toMatch(/^cannot be graded +ada: The lab in the inventory .*R3/m);
    expect(await host.run('class', 'grade', file)).toBe(3);
    expect(host.printed).toMatch(/^broken {2}ada: .*R3/m);
  });

  it('goes on where it was when the program was killed in the middle', { timeout: 60_000 }, async () => {
    const students = ['s1', 's2', 's3'];
    work(...students);
    const lines = students.map((id) => `  - { id: ${id}, configurations: work/${id} }\n`).join('');
    writeFileSync(file, `class: B\nlab: gre-to-vti\nconcurrency: 1\nstudents:\n${lines}`);
    const program = path.join(root, 'src-main/cli/quickmode.mjs');
    const child = spawn(process.execPath, [program, 'class', 'grade', file], {
      env: { ...process.env, QUICKMODE_HOME: host.home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('graded  s1')) child.kill('SIGKILL');
      });
      child.once('close', () => resolve());
    });
    expect(await host.run('class', 'grade', file)).toBe(0);
    expect(host.printed).toMatch(/3 students, 2 of them left/);
    expect(host.printed).not.toMatch(/^graded {2}s1/m);
    expect(host.printed).toMatch(/^graded {2}s3/m);
  });
});
