/** The console of a router behind a telnet door: one line is typed at a time, and what it prints is waited for. */
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import { openTelnet } from '../../src-main/devices/transport/telnet.ts';
import type { TerminalDuplex } from '../../src-main/devices/transport/terminal.ts';

const prompt = /(?:^|[\r\n])[\w.-]+(?:\([\w-]+\))?#\s*$/;

export class RouterConsole {
  #heard = '';
  #look: () => void = () => undefined;

  private constructor(private readonly duplex: TerminalDuplex) {
    duplex.onData((bytes) => {
      this.#heard += latin1Of(bytes);
      this.#look();
    });
  }

  static async open(port: number): Promise<RouterConsole> {
    const console = new RouterConsole(await openTelnet({ host: '127.0.0.1', port }));
    await console.type('', prompt);
    await console.type('terminal length 0');
    return console;
  }

  /** An ASA without an enable password. */
  static async openFirewall(port: number): Promise<RouterConsole> {
    const console = new RouterConsole(await openTelnet({ host: '127.0.0.1', port }));
    await console.type('', />\s*$/);
    await console.type('enable', /Password:\s*$/);
    await console.type('', prompt);
    await console.type('terminal pager 0');
    return console;
  }

  /** @returns what is printed until the pattern is there: as a rule, until the router asks for the next line */
  async type(line: string, until = prompt): Promise<string> {
    this.#heard = '';
    const shown = new Promise<string>((resolve) => {
      this.#look = () => {
        // The line itself comes back first.
        const after = this.#heard.slice(this.#heard.indexOf(line) + line.length);
        if (this.#heard.includes(line) && until.test(after)) resolve(after);
      };
    });
    this.duplex.write(bytesOfLatin1(`${line}\r`));
    return shown;
  }

  /** Lines of configuration, from the exec mode and back to it. @returns what is not an echo or a prompt */
  async configure(lines: string): Promise<string> {
    let printed = '';
    for (const line of ['configure terminal', ...lines.trimEnd().split('\n'), 'end']) printed += await this.type(line);
    return printed;
  }

  close(): void {
    this.duplex.close();
  }
}
