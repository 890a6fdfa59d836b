/** VyOS by a script of its manners: a draft that is committed, `[edit]` before every prompt, nothing left behind. */
import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { checkpoint, rollback } from '../../../src-main/devices/channel/checkpoint.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { vyos } from '../../../src-main/devices/platform/vyos.ts';
import { FakeClock } from '../fake-clock.ts';

class FakeVyos {
  running = ["set system host-name 'vyos'"];
  draft: string[] | undefined;
  readonly #saved = new Map<string, string[]>();
  #line = '';

  constructor(private readonly console: Duplex) {
    console.onData((bytes) => {
      for (const key of latin1Of(bytes)) this.#press(key);
    });
  }

  #press(key: string): void {
    if (key === '\r') {
      const line = this.#line.trim();
      this.#line = '';
      this.#send(`\r\n${this.#run(line).replaceAll('\n', '\r\n')}${this.#prompt()}`);
    } else if (key === '\x15') {
      this.#send('\b \b'.repeat(this.#line.length));
      this.#line = '';
    } else if (key >= ' ') {
      this.#line += key;
      this.#send(key);
    }
  }

  #prompt(): string {
    return this.draft ? '[edit]\r\nvyos@vyos# ' : 'vyos@vyos:~$ ';
  }

  #run(line: string): string {
    if (line === '' || line.startsWith('#')) return '';
    return this.draft ? this.#configure(line, this.draft) : this.#operate(line);
  }

  #operate(line: string): string {
    if (line === 'configure') this.draft = [...this.running];
    else if (line === 'show configuration commands') return this.running.map((one) => `${one}\n`).join('');
    else if (!line.startsWith('set terminal')) return `\n  Invalid command: [${line}]\n\n`;
    return '';
  }

  #configure(line: string, draft: string[]): string {
    const refusal = this.#refusalOf(line, draft);
    if (refusal === '') this.#edit(line, draft);
    return refusal;
  }

  #refusalOf(line: string, draft: string[]): string {
    const [word] = line.split(' ');
    if (word === 'set' && line.includes('bad')) return '\n  Configuration path: [bad] is not valid\n  Set failed\n\n';
    if (word === 'commit' && draft.some((one) => one.includes('conflict'))) return 'it conflicts\nCommit failed\n';
    if (line === 'exit' && draft.length !== this.running.length) return 'Cannot exit: configuration modified.\n';
    return '';
  }

  #edit(line: string, draft: string[]): void {
    const [word, file = ''] = line.split(' ');
    if (word === 'set') draft.push(line);
    if (word === 'commit') this.running = [...draft];
    if (word === 'save') this.#saved.set(file, [...this.running]);
    if (word === 'load') this.draft = [...(this.#saved.get(file) ?? [])];
    if (word === 'exit') this.draft = undefined;
  }

  #send(text: string): void {
    this.console.write(bytesOfLatin1(text));
  }
}

async function open(draft?: string[]): Promise<{ device: Device; router: FakeVyos }> {
  const [near, far] = duplexPair();
  const router = new FakeVyos(far);
  router.draft = draft;
  return { router, device: await openChannel(near, { clock: new FakeClock(), platform: vyos, who: 'vyos' }) };
}

describe('VyOS', () => {
  it('commits what was typed, says which line was refused, and is left where it was', async () => {
    const { device, router } = await open();
    const { accepted, rejected } = await device.configure(['set interfaces dummy dum0', 'set bad', '# a comment']);
    expect(accepted).toEqual(['set interfaces dummy dum0']);
    expect(rejected).toMatchObject([{ index: 1, line: 'set bad' }]);
    expect(router.running).toContain('set interfaces dummy dum0');
    expect(router.draft).toBeUndefined();
    expect((await device.execute('show configuration commands')).output).toBe(router.running.join('\n'));
  });

  it('tells a commit that failed as a line after the last, and leaves no draft', async () => {
    const { device, router } = await open();
    const { rejected } = await device.configure(['set conflict']);
    expect(rejected).toMatchObject([{ index: 1, line: 'commit', message: 'Commit failed' }]);
    expect(router.running).not.toContain('set conflict');
    expect(router.draft).toBeUndefined();
  });

  it('is found in configuration mode, whose draft is discarded', async () => {
    const { device, router } = await open(['set left behind']);
    expect((await device.execute('show configuration commands')).output).not.toContain('left behind');
    expect(router.draft).toBeUndefined();
  });

  it('comes back to a checkpoint by its own file', async () => {
    const { device, router } = await open();
    const before = [...router.running];
    const kept = await checkpoint(device);
    await device.configure(['set interfaces dummy dum0']);
    expect(await rollback(device, kept)).toMatchObject({ way: 'replaced' });
    expect(router.running).toEqual(before);
    expect(router.draft).toBeUndefined();
  });
});
