import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHost, root } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

const project = path.join(root, 'labs/gre-to-vti/gre-to-vti.gns3');
const inHome = (name: string): string => path.join(host.home, name);

describe('convert', () => {
  it('writes a GNS3 project as a lab of CML, and tells what is not as it was', async () => {
    const output = inHome('lab.yaml');
    expect(await host.run('convert', project, '--to', 'cml', '--output', output)).toBe(0);
    expect(host.printed).toContain(`${output}: 3 nodes, `);
    expect(host.printed).toContain('  R1 (dynamips c3725 with 12.4(15)T14) is there as iosv\n');
    expect(await host.run('import', output)).toBe(0);
    expect(host.printed).toContain('CML 0.2.2, 3 nodes');
  });

  it('writes a lab of CML as a portable project, or as a project with files beside it', async () => {
    const lab = path.join(root, 'labs/gre-to-vti/gre-to-vti.yaml');
    expect(await host.run('convert', lab, '--to', 'gns3', '--output', inHome('one.gns3project'))).toBe(0);
    mkdirSync(inHome('folder'));
    expect(await host.run('convert', lab, '--to', 'gns3', '--output', inHome('folder/two.gns3'))).toBe(0);
    expect(existsSync(inHome('folder/project-files'))).toBe(true);
    for (const file of ['one.gns3project', 'folder/two.gns3']) expect(await host.run('import', inHome(file))).toBe(0);
    expect(host.printed.match(/GNS3 9, 3 nodes/g)).toHaveLength(2);
  });

  it('gives the file to the standard output, and the report to the other', async () => {
    expect(await host.run('convert', project, '--to', 'cml', '--output', '-')).toBe(0);
    expect(host.printed).toMatch(/^lab:\n {2}title: /);
    expect(host.said).toContain('Not as it was:\n');
  });

  it('refuses what is no topology, and a place where nothing can be written', async () => {
    writeFileSync(inHome('x.gns3'), 'hello');
    expect(await host.run('convert', inHome('x.gns3'), '--to', 'cml')).toBe(2);
    expect(await host.run('convert', project, '--to', 'cml', '--output', inHome('no/such/folder.yaml'))).toBe(2);
    expect(host.said).toContain('there is no such folder');
  });
});

describe('export', () => {
  it('writes the network of a lab with its start configurations', async () => {
    expect(await host.run('export', 'gre-to-vti', '--to', 'cml', '--output', inHome('lab.yaml'))).toBe(0);
    const text = readFileSync(inHome('lab.yaml'), 'utf8');
    expect(text).toContain('  title: From GRE to a virtual tunnel interface\n');
    expect(text).toMatch(/configuration: \|-?\n {6}(?:!|hostname)/);
    expect(text).not.toContain('FastEthernet');
  });

  it('knows the labs, and says when there is none of the name', async () => {
    expect(await host.run('export', 'no-such-lab', '--to', 'gns3')).toBe(2);
    expect(host.said).toContain('no-such-lab');
  });
});
