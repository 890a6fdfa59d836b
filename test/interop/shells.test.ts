/** Shells that we did not write, on real terminals: their echoes, prompts and editing of lines are theirs. */
import { afterEach, describe, expect, it } from 'vitest';
import { openChannel } from '../../src-main/devices/channel/channel.ts';
import type { Device } from '../../src-main/devices/channel/device.ts';
import { linux } from '../../src-main/devices/platform/linux.ts';
import { wallClock } from '../../src-main/devices/transport/wall-clock.ts';
import { judge } from '../judges.ts';
import { onATerminal, type Terminal } from './on-a-terminal.ts';

const script = judge('script', 'apt-get install -y bsdutils');
const shells: readonly { name: string; program: string; words: string; install: string; prompts: readonly string[] }[] =
  [
    {
      name: 'bash',
      program: 'bash',
      words: '--norc --noprofile',
      install: 'apt-get install -y bash',
      prompts: [
        String.raw`\u@\h:\w\$ `,
        String.raw`[\u@\h \W]\$ `,
        'r1# ',
        String.raw`\[\e]0;title # of > it\a\]\[\e[01;32m\]\u\[\e[0m\]:\[\e[34m\]\w\[\e[0m\]\$ `,
        String.raw`\n[\t]\n> `,
      ],
    },
    { name: 'dash', program: 'dash', words: '-i', install: 'apt-get install -y dash', prompts: ['# ', 'pc1:/$ '] },
    {
      name: 'ash',
      program: 'busybox',
      words: 'ash -i',
      install: 'apt-get install -y busybox',
      prompts: ['~ # ', String.raw`\u@\h:\w\$ `],
    },
  ];

const terminals: Terminal[] = [];
afterEach(() => {
  for (const terminal of terminals.splice(0)) terminal.end();
});

async function open(command: string, PS1: string, before = ''): Promise<Device> {
  const terminal = onATerminal(script ?? '', command, { PS1 });
  terminals.push(terminal);
  if (before !== '') {
    await new Promise((resolve) => void terminal.onData(resolve));
    terminal.write(Buffer.from(before));
  }
  return openChannel(terminal, { clock: wallClock, platform: linux, who: 'PC1', deadline: 20_000 });
}

for (const { name, program, words, install, prompts } of shells) {
  const path = script === undefined ? undefined : judge(program, install);
  describe.skipIf(path === undefined)(name, () => {
    const command = `${path ?? ''} ${words}`;

    it.each(prompts)('gives answers and exit statuses at the prompt %j', async (prompt) => {
      const device = await open(command, prompt);
      expect(await device.execute('echo one; echo "  two # "; echo; printf three')).toMatchObject({
        output: 'one\n  two # \n\nthree',
        status: 0,
      });
      expect(await device.execute('ls /nowhere')).toMatchObject({ status: 2 });
      expect(await device.execute('nosuchprogram --really?')).toMatchObject({
        status: 127,
        rejection: { message: expect.stringContaining('not found') as unknown },
      });
      expect((await device.execute('cd /usr && pwd')).output).toBe('/usr');
      const lines = Array.from({ length: 300 }, (_, i) => `line ${i + 1}`).join('\n');
      expect((await device.execute('i=1; while [ $i -le 300 ]; do echo line $i; i=$((i+1)); done')).output).toBe(lines);
    });

    it('gives the same to commands that are given together', async () => {
      const device = await open(command, prompts[0] ?? '');
      const commands = ['ls /nowhere', 'printf three', 'cd /usr && pwd', 'false', 'echo one', 'nosuchprogram'];
      const given = await device.executeInOrder([...commands, ...commands]);
      expect(given.map(({ status }) => status)).toEqual([2, 0, 0, 1, 0, 127, 2, 0, 0, 1, 0, 127]);
      expect(given.slice(1, 5).map(({ output }) => output)).toEqual(['three', '/usr', '', 'one']);
      expect(given.map(({ rejection }) => rejection !== undefined).lastIndexOf(true)).toBe(11);
    });

    it('takes long lines and texts, and says which line failed', async () => {
      const device = await open(command, String.raw`someone@a-machine-with-a-long-name:/some/where$ `);
      const long = 'word '.repeat(150).trim();
      expect((await device.execute(`echo ${long}`)).output).toBe(long);
      const { accepted, rejected } = await device.configure([
        '# a comment',
        "cat <<'EOT'",
        'connections {',
        '  a = $HOME "b" !x  # kept',
        '',
        '}',
        'EOT',
        'false',
        'cd /nowhere',
        'true',
      ]);
      expect(accepted).toEqual(['cat <<\'EOT\'\nconnections {\n  a = $HOME "b" !x  # kept\n\n}\nEOT', 'true']);
      expect(rejected).toMatchObject([
        { line: 'false', index: 7, message: 'it has ended with the status 1' },
        { line: 'cd /nowhere', index: 8, message: expect.stringContaining('/nowhere') as unknown },
      ]);
    });

    it('takes texts of long lines, however late it asks for the next', async () => {
      const device = await open(command, '# ');
      const text = Array.from({ length: 60 }, (_, i) => `${i} ${'a long line of a file, '.repeat(6)}`.trim());
      const { rejected } = await device.configure(["md5sum <<'EOT' >/dev/null", ...text, 'EOT']);
      expect(rejected).toEqual([]);
      expect((await device.execute('echo whole')).output).toBe('whole');
    });

    it('is found where somebody left half a command', async () => {
      const device = await open(command, '$ ', 'echo half a com');
      expect((await device.execute('echo whole')).output).toBe('whole');
    });

    it.runIf(name === 'bash')('is found where a program takes what is typed', async () => {
      const device = await open(command, '$ ', 'cat\rsome text\r');
      expect((await device.execute('echo whole')).output).toBe('whole');
    });
  });
}
