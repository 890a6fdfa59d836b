import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair, type Duplex } from '../../../src-main/base/duplex.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { frr } from '../../../src-main/devices/platform/frr.ts';
import { FakeClock } from '../fake-clock.ts';

/** A shell with vtysh above it. What is typed while the shell begins is echoed by the terminal, and again by the shell. */
class BeginningShell {
  readonly typed: string[] = [];
  #prompt = 'root@edge:~# ';
  #line = '';
  /** Printed when it is at last read. */
  #late = '';

  constructor(private readonly end: Duplex) {
    end.onData((bytes) => {
      for (const key of latin1Of(bytes)) this.#take(key);
    });
    this.#print(this.#prompt);
  }

  #take(key: string): void {
    if (key === '\u0003') {
      this.#line = '';
      this.#print(`^C\r\n${this.#prompt}`);
    } else if (key === '\r') {
      const line = this.#line;
      this.#line = '';
      this.#print('\r\n');
      this.#run(line);
    } else if (key >= ' ') {
      this.#line += key;
      this.#print(key);
    }
  }

  #run(line: string): void {
    this.typed.push(line);
    this.#print(this.#late);
    this.#late = '';
    if (line === 'vtysh') this.#prompt = 'edge# ';
    const isFirst = this.typed.filter((one) => one === 'id -u').length === 1;
    if (line === 'id -u' && isFirst) {
      this.#print(this.#prompt);
      this.#late = `id -u\r\n0\r\n${this.#prompt}`;
    } else this.#print(`${line === 'id -u' ? '0\r\n' : ''}${this.#prompt}`);
  }

  #print(text: string): void {
    this.end.write(bytesOfLatin1(text));
  }
}

describe('a shell that prints its prompt once more as it begins', () => {
  it('is asked again who one is, and its late answer is nobody else’s', async () => {
    const [near, far] = duplexPair();
    const shell = new BeginningShell(far);
    const device = await openChannel(near, { platform: frr, who: 'edge', clock: new FakeClock() });
    await device.privilege('privileged');
    expect(device.level).toBe('privileged');
    expect(shell.typed.filter((line) => line === 'vtysh')).toHaveLength(1);
  });
});
