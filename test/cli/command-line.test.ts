import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeHost } from './fake-host.ts';

let host: FakeHost;
beforeEach(() => {
  host = new FakeHost();
});
afterEach(() => host.dispose());

describe('what is typed after quickmode', () => {
  it('is explained on request, to the standard output', async () => {
    expect(await host.run('--help')).toBe(0);
    for (const command of [
      'start',
      'serve',
      'labs',
      'import',
      'convert',
      'export',
      'lab',
      'run',
      'grade',
      'sim',
      'capture',
    ])
      expect(host.printed).toContain(`\n  ${command}`);
    expect(host.printed).toContain('Exit status');
    expect(host.said).toBe('');
  });

  it('is explained command by command', async () => {
    expect(await host.run('capture', '--help')).toBe(0);
    expect(host.printed).toContain('--link <name>');
  });

  it('tells its version', async () => {
    expect(await host.run('--version')).toBe(0);
    expect(host.printed).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('is bad usage when it is nothing, and then the help says what there is', async () => {
    expect(await host.run()).toBe(2);
    expect(host.said).toContain('Usage: quickmode');
  });

  it('is bad usage when there is no such command, and the one that was perhaps meant is named', async () => {
    expect(await host.run('captur')).toBe(2);
    expect(host.said).toContain('quickmode: There is no command "captur".');
    expect(host.said).toContain('Did you mean capture?');
  });

  it.each([
    ['labs', '--loud'],
    ['import'],
    ['convert', 'x.gns3'],
    ['convert', 'x.gns3', '--to', 'visio'],
    ['sim', 'gre-to-vti', '--telnet-from', '99999'],
    ['sim', 'gre-to-vti', '--ssh-from', 'x'],
    ['serve', '--port', '-1'],
    ['capture', 'gre-to-vti', '--link', 'west-link'],
    ['capture', 'gre-to-vti', '--link', 'west-link', '--output', 'x', '--seconds', '0'],
  ])('is bad usage: %s %s %s %s', async (...args) => {
    expect(await host.run(...args)).toBe(2);
    expect(host.said).toMatch(
      /^quickmode: (?:There is no option|The (?:argument|option) .* is missing|--?\S+ cannot be ").*\.\n\(try /,
    );
  });
});

describe('labs', () => {
  it('says which of them built-in routers cannot do', async () => {
    expect(await host.run('labs')).toBe(0);
    expect(host.printed).toMatch(/^linux-strongswan .* The same on two Linux routers \(not on built-in routers\)$/m);
    expect(host.printed).toMatch(/^troubleshooting-ike .* 1 step +Troubleshooting/m);
  });

  it('lists the labs that come along', async () => {
    expect(await host.run('labs')).toBe(0);
    expect(host.printed).toMatch(/^gre-to-vti +beginner +100 min +16 steps +From GRE to a virtual tunnel interface$/m);
    expect(host.said).toBe('');
  });

  it('tells what is wrong with a lab of the user, and lists the others', async () => {
    const folder = path.join(host.home, 'labs', 'mine');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'lab.yml'), 'id: mine\nsteps: [\n');
    expect(await host.run('labs')).toBe(0);
    expect(host.printed).toContain('gre-to-vti');
    expect(host.said).toContain(`the lab in ${folder} cannot be used`);
    expect(host.said).toMatch(/ {2}error: lab\.yml.*line \d/);
  });
});

describe('a lab that is not there', () => {
  it.each([['run'], ['grade'], ['sim'], ['lab', 'check']])('is told: %s %s', async (...command) => {
    expect(await host.run(...command, 'gre-to-vtj')).toBe(2);
    expect(host.said).toMatch(/^quickmode: There is no lab "gre-to-vtj"\. There are: .*\bgre-to-vti\b/);
  });
});

describe('an attempt that is not there', () => {
  it('is told', async () => {
    expect(await host.run('grade', 'gre-to-vti', '--attempt', 'zzzz')).toBe(2);
    expect(host.said).toContain('There is no attempt zzzz.');
  });
});

describe('import', () => {
  const lab = path.join(import.meta.dirname, '../../labs/gre-to-vti');

  it('tells what is in the file', async () => {
    expect(await host.run('import', path.join(lab, 'gre-to-vti.gns3'))).toBe(0);
    expect(host.printed).toContain('GNS3 9, 3 nodes, 2 links');
    expect(host.printed).toContain('R1 FastEthernet0/0');
  });

  it('gives one entry for each node and link as JSON', async () => {
    expect(await host.run('import', '--json', path.join(lab, 'gre-to-vti.yaml'))).toBe(0);
    const read = JSON.parse(host.printed) as { nodes: object[]; links: object[]; diagnostics: object[] };
    expect(read.nodes).toHaveLength(3);
    expect(read.links).toHaveLength(2);
    for (const node of read.nodes) expect(Object.keys(node)).toEqual(['id', 'name', 'platform', 'interfaces']);
    expect(read.diagnostics).toEqual([]);
  });

  it.each([
    ['nothing.gns3', /There is no file .*nothing\.gns3\./],
    ['.', /is a folder: a topology file is needed/],
    ['broken.gns3', /broken\.gns3: .*JSON/],
    ['notes.yaml', /notes\.yaml: /],
  ])('says what is the matter with %s', async (name, sentence) => {
    writeFileSync(path.join(host.home, 'broken.gns3'), '{"project_id": "x", "revision": 9,');
    writeFileSync(path.join(host.home, 'notes.yaml'), 'shopping: [milk, bread]\n');
    expect(await host.run('import', path.join(host.home, name))).toBe(2);
    expect(host.said).toMatch(sentence);
    expect(host.printed).toBe('');
  });

  it('does not follow a start configuration out of the folder of the file', async () => {
    const folder = path.join(host.home, 'project');
    mkdirSync(folder);
    writeFileSync(path.join(host.home, 'secret.cfg'), 'hostname Stolen\n');
    const text = JSON.stringify({
      ...{ name: 'p', project_id: 'p', revision: 9, type: 'topology', version: '2.2.0' },
      topology: {
        links: [],
        nodes: [
          {
            ...{ name: 'R1', node_id: 'a', node_type: 'dynamips', x: 0, y: 0 },
            properties: {
              platform: 'c3725',
              startup_config_content: null,
              startup_config: '../secret.cfg',
              dynamips_id: 1,
            },
          },
        ],
      },
    });
    writeFileSync(path.join(folder, 'p.gns3'), text);
    expect(await host.run('import', '--json', path.join(folder, 'p.gns3'))).toBe(0);
    expect(host.printed).not.toContain('Stolen');
  });

  it.skipIf(process.getuid?.() === 0)('says that a file may not be read', async () => {
    const file = path.join(host.home, 'mine.gns3');
    writeFileSync(file, '{}');
    chmodSync(file, 0);
    expect(await host.run('import', file)).toBe(2);
    expect(host.said).toContain('cannot be read: you may not read it');
  });
});
