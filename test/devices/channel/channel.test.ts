import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { duplexPair } from '../../../src-main/base/duplex.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { TerminalRecorder } from '../../../src-main/devices/transport/terminal-recorder.ts';
import { FakeClock, settled } from '../fake-clock.ts';
import { bench } from './bench.ts';

const CLOCK = '*00:13:31.891 UTC Fri Mar 1 2002';
const UP = '*Mar  1 00:13:31.891: %LINEPROTO-5-UPDOWN: Line protocol on Interface Tunnel0, changed state to up';
const DEBUG = '*Mar  1 00:13:32.003: ISAKMP:(0): beginning Main Mode exchange';
const lines = (count: number): string => Array.from({ length: count }, (_, i) => `line ${i + 1}`).join('\n');
const byteByByte = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));
/** Prints the log line once, at the first place of that kind after `arm`. */
function onceAt(place: string, text = UP): { noise: (at: string) => string | undefined; arm: () => void } {
  let isArmed = false;
  const noise = (at: string): string | undefined => {
    if (!isArmed || at !== place) return undefined;
    isArmed = false;
    return text;
  };
  return { noise, arm: () => (isArmed = true) };
}

describe('a command', () => {
  it('gives its answer: no echo, no prompt', async () => {
    const { device } = await bench({ commands: { 'show clock': CLOCK } });
    const { output, command, prompt } = await device.execute('show clock');
    expect({ output, command, prompt }).toEqual({ command: 'show clock', output: CLOCK, prompt: 'R1#' });
  });

  it('gives an empty answer as an empty text', async () => {
    const { device } = await bench({ commands: { 'clear crypto sa': '' } });
    expect((await device.execute('clear crypto sa')).output).toBe('');
  });

  it('keeps indentation, empty lines, tabs and blanks at the ends of lines', async () => {
    const output = '\n  encryption algorithm:\tDES  \n\n end ';
    const { device } = await bench({ commands: { 'show crypto isakmp policy': output } });
    expect((await device.execute('show crypto isakmp policy')).output).toBe(output);
  });

  it('is read the same byte by byte', async () => {
    const { device } = await bench({ commands: { 'show clock': lines(5) }, cut: byteByByte, start: 'user' });
    expect((await device.execute('show clock')).output).toBe(lines(5));
  });

  it.each(['\r\n', '\r\r\n', '\n\r', '\r\0\n', '\n'])('is read with lines that end in %j', async (lineEnd) => {
    const { device } = await bench({ commands: { 'show clock': lines(3) }, lineEnd });
    expect((await device.execute('show clock')).output).toBe(lines(3));
  });

  it('is carried out after the one before it, whoever calls', async () => {
    const { device, router } = await bench({ commands: { 'show a': 'A', 'show b': 'B', 'show c': 'C' } });
    const all = await Promise.all(['show a', 'show b', 'show c'].map((command) => device.execute(command)));
    expect(all.map(({ output }) => output)).toEqual(['A', 'B', 'C']);
    expect(router.run.slice(-3)).toEqual(['show a', 'show b', 'show c']);
  });

  it('may hold a question mark, which is not taken for a call for help', async () => {
    const { device, router } = await bench({ commands: { 'show run | include a?b': 'a?b' } });
    expect((await device.execute('show run | include a?b')).output).toBe('a?b');
    expect(router.run).toContain('show run | include a?b');
  });

  it('is refused when it is not one line', async () => {
    const { device, router } = await bench();
    await expect(device.execute('show clock\rreload')).rejects.toMatchObject({
      kind: 'bad-input',
      code: 'not-a-command',
    });
    expect(router.run.join()).not.toContain('reload');
  });

  it('tells what the device said when it was refused, and at which word', async () => {
    const { device } = await bench({
      commands: { 'show foo bar': `${' '.repeat(8)}^\n% Invalid input detected at '^' marker.\n\n` },
    });
    const { rejection, output } = await device.execute('show foo bar');
    expect(rejection).toEqual({ message: "% Invalid input detected at '^' marker.", word: 'foo' });
    expect(output).toContain('^');
  });

  it.each(['% Incomplete command.', '% Ambiguous command:  "sh"', 'Command authorization failed.', '% Bad secrets'])(
    'counts %j as refused',
    async (said) => {
      const { device } = await bench({ commands: { 'sho x': said } });
      expect((await device.execute('sho x')).rejection).toEqual({ message: said });
    },
  );

  it('is marked with its place in the output and in time', async () => {
    const recorder = new TerminalRecorder();
    const clock = new FakeClock();
    await clock.advance(5000);
    const { device, console } = await bench({ commands: { 'show clock': CLOCK } }, { clock });
    const start = (await device.execute('show clock')).to;
    console.onData((bytes) => recorder.record(bytes, clock.now()));
    const { from, to, raw, startedAt, endedAt } = await device.execute('show clock');
    expect([startedAt, endedAt]).toEqual([5000, 5000]);
    expect(latin1Of(recorder.bytes(from - start, to - start))).toBe(raw);
    expect(raw).toBe(`show clock\r\n${CLOCK}\r\nR1#`);
  });

  it('counts its place from where the recording of the console began', async () => {
    const { device } = await bench({ commands: { 'show clock': CLOCK } }, { origin: 1000 });
    expect((await device.execute('show clock')).from).toBeGreaterThan(1000);
  });

  it('loses the two lines that "terminal exec prompt timestamp" puts before every answer', async () => {
    const stamp = 'Load for five secs: 0%/0%; one minute: 0%; five minutes: 0%\nTime source is NTP, 10:00:00.000 UTC\n';
    const { device } = await bench({ commands: { 'show clock': stamp + CLOCK } });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('survives colours and other control sequences', async () => {
    const { device } = await bench({ commands: { 'show clock': `\x1b[1m\x1b]0;title\x07${CLOCK}\x1b[0m` } });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });
});

describe('the prompt', () => {
  it.each([
    ['R1', 'R1#'],
    ['core-1.lab', 'core-1.lab#'],
    ['R1(lab)', 'R1(lab)#'],
    ['a-very-long-host-name-of-many-letters', 'a-very-long-host-name-of-many-letters#'],
  ])('of a device named %s is learnt', async (name, prompt) => {
    const { device } = await bench({ name, commands: { 'show clock': CLOCK } });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(device).toMatchObject({ name, prompt, level: 'privileged' });
  });

  it.each(['R1(lab)', 'a-very-long-host-name-of-many-letters'])(
    'of %s is found in configuration mode',
    async (name) => {
      const { device, router } = await bench({ name, start: 'user' });
      await device.configure(['interface Tunnel0', 'ip address 10.0.0.1 255.255.255.252']);
      expect(router.configuration).toEqual(['interface Tunnel0', 'ip address 10.0.0.1 255.255.255.252']);
      expect(device.level).toBe('privileged');
    },
  );

  it('may end in a blank', async () => {
    const { device } = await bench({ blank: ' ', commands: { 'show clock': CLOCK }, start: 'user' });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('is not mistaken for text that looks like one', async () => {
    const output = 'ends-with#\nR2>\nR10#\nprotocol#';
    const { device } = await bench({ commands: { 'show odd': output }, cut: byteByByte });
    expect((await device.execute('show odd')).output).toBe(output);
  });

  it('is not mistaken for itself, quoted in a configuration, when that comes byte by byte', async () => {
    const output = 'banner motd ^C\nR1#show clock\nR1#\nR1(config)#end\n^C\nend';
    const { device } = await bench({ commands: { 'show running-config': output }, cut: byteByByte });
    expect((await device.execute('show running-config')).output).toBe(output);
  });

  it('is learnt again when the name of the device changes', async () => {
    const { device } = await bench({ commands: { 'show clock': CLOCK } });
    await device.configure(['hostname Berlin', 'interface Tunnel0']);
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(device).toMatchObject({ name: 'Berlin', prompt: 'Berlin#' });
  });

  it('may be of a shape that nobody foresaw', async () => {
    const { device } = await bench(
      { name: 'lab router 1', commands: { 'show clock': CLOCK } },
      { clock: impatientClock() },
    );
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(device.prompt).toBe('lab router 1#');
  });
});

describe('log messages', () => {
  it.each(['line', 'echo', 'prompt'])(
    'that come down at the %s are taken out of the answer, and handed on',
    async (place) => {
      const { noise, arm } = onceAt(place);
      const { device } = await bench({ commands: { 'show clock': lines(3) }, noise });
      await device.execute('show clock');
      const logged: string[] = [];
      device.onLog(({ text }) => logged.push(text));
      arm();
      const { output } = await device.execute('show clock');
      expect(output).toBe(lines(3));
      expect((await device.execute('show clock')).output).toBe(lines(3));
      expect(logged).toEqual([UP]);
    },
  );

  it('carry their parts and the time of the provider', async () => {
    const { noise, arm } = onceAt('line');
    const clock = new FakeClock();
    const { device } = await bench({ commands: { 'show clock': lines(3) }, noise }, { clock });
    await device.execute('show clock');
    await clock.advance(1234);
    arm();
    const { log } = await device.execute('show clock');
    expect(log).toEqual([
      {
        text: UP,
        receivedAt: 1234,
        stamp: '*Mar  1 00:13:31.891',
        facility: 'LINEPROTO',
        severity: 5,
        mnemonic: 'UPDOWN',
        message: 'Line protocol on Interface Tunnel0, changed state to up',
      },
    ]);
  });

  it('may show the prompt and the input again after themselves', async () => {
    for (const place of ['echo', 'prompt']) {
      const { noise, arm } = onceAt(place);
      const { device } = await bench({ commands: { 'show clock': CLOCK }, noise, isSynchronous: true });
      await device.execute('show clock');
      arm();
      expect((await device.execute('show clock')).output).toBe(CLOCK);
      expect((await device.execute('show clock')).output).toBe(CLOCK);
    }
  });

  it('may come down in the middle of a line without a new line of their own', async () => {
    const { device } = await bench({
      commands: {
        'show clock': (router) => {
          router.raw(`FastEthernet0/0 is ${UP}\r\nup\r\n`);
          router.finish();
          return undefined;
        },
      },
    });
    const { output, log } = await device.execute('show clock');
    expect(output).toBe('FastEthernet0/0 is up');
    expect(log.map(({ text }) => text)).toEqual([UP]);
  });

  it('that the command itself shows are its answer', async () => {
    const { device } = await bench({ commands: { 'show logging': `Log Buffer (4096 bytes):\n\n${UP}\n${DEBUG}` } });
    const { output, log } = await device.execute('show logging');
    expect(output).toBe(`Log Buffer (4096 bytes):\n\n${UP}\n${DEBUG}`);
    expect(log).toEqual([]);
  });

  it('are handed on while nothing is asked, too', async () => {
    const { device, router } = await bench({ commands: { 'show clock': CLOCK } });
    const logged: string[] = [];
    device.onLog(({ text }) => logged.push(text));
    router.log(UP);
    router.log(DEBUG);
    await settled();
    expect(logged).toEqual([UP, DEBUG]);
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('may be debug output of several lines', async () => {
    const debug = [
      '*Mar  1 00:13:31.891: IPSEC(sa_request): ,',
      '  (key eng. msg.) OUTBOUND local= 172.16.0.1, remote= 172.16.0.6, ',
      '    protocol= ESP, transform= esp-3des esp-sha-hmac  (Tunnel)',
    ];
    const { device } = await bench({ commands: { 'show clock': [...debug, CLOCK].join('\n') } });
    const { output, log } = await device.execute('show clock');
    expect(output).toBe(CLOCK);
    expect(log.map(({ text }) => text)).toEqual(debug);
  });
});

describe('a pager', () => {
  it('is passed where "terminal length 0" is refused', async () => {
    const { device } = await bench({ commands: { 'show long': lines(25) }, length: 6, refused: /^terminal/ });
    expect((await device.execute('show long')).output).toBe(lines(25));
  });

  it.each([
    ['eight blanks', '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9)],
    ['nine blanks', '\b'.repeat(9) + ' '.repeat(9) + '\b'.repeat(9)],
    ['ten of each', '\b'.repeat(10) + ' '.repeat(10) + '\b'.repeat(10)],
    ['returns', `\r${' '.repeat(10)}\r`],
    ['a control sequence', '\r\x1b[K'],
    ['nothing but a return', '\r'],
  ])('may wipe itself out with %s', async (_, erasure) => {
    const output = lines(10).replaceAll('line', '  indented');
    for (const cut of [byteByByte, (bytes: Uint8Array) => [bytes]]) {
      const { device } = await bench({
        commands: { 'show long': output },
        length: 3,
        refused: /^terminal/,
        erasure,
        cut,
      });
      expect((await device.execute('show long')).output).toBe(output);
    }
  });

  it('is passed when a log message comes down on it', async () => {
    const { noise, arm } = onceAt('pager');
    const { device } = await bench({ commands: { 'show long': lines(9) }, length: 3, refused: /^terminal/, noise });
    await device.execute('show long');
    arm();
    expect((await device.execute('show long')).output).toBe(lines(9));
    expect((await device.execute('show long')).output).toBe(lines(9));
  });

  it('is switched off where the device lets us', async () => {
    const { router, device } = await bench({ commands: { 'show long': lines(25) }, length: 6 });
    await device.execute('show long');
    await device.execute('show long');
    expect(router.run.filter((line) => line.startsWith('terminal'))).toEqual([
      'terminal length 0',
      'terminal width 511',
    ]);
  });

  it('is left as it is where a person shares the line', async () => {
    const { router, device } = await bench({ commands: { 'show long': lines(25) }, length: 6 }, { prepare: false });
    expect((await device.execute('show long')).output).toBe(lines(25));
    expect(router.run).toEqual(['show long']);
  });
});

describe('a long line', () => {
  const command = `show access-list ${'permit-tcp-from-everywhere-to-everywhere-else '.repeat(4)}end`;

  it('that IOS scrolls to the left is recognised', async () => {
    const { device } = await bench({ commands: { [command]: CLOCK }, width: 80, refused: /^terminal/ });
    expect((await device.execute(command)).output).toBe(CLOCK);
  });

  it('is typed without a pause where a log message has come down at the prompt', async () => {
    const { noise, arm } = onceAt('prompt');
    const { device, clock } = await bench({ commands: { [command]: CLOCK }, noise });
    await device.execute('show clock');
    arm();
    await device.execute('show clock');
    const shown = device.execute(command);
    await settled();
    expect(clock.isWaitedFor).toBe(false);
    expect((await shown).output).toBe(CLOCK);
  });

  it('is recognised byte by byte', async () => {
    const { device } = await bench({
      commands: { [command]: CLOCK },
      width: 40,
      refused: /^terminal/,
      cut: byteByByte,
    });
    expect((await device.execute(command)).output).toBe(CLOCK);
  });
});

describe('a question', () => {
  const reload = {
    reload: (router: {
      confirm: (question: string, take: (key: string) => void) => undefined;
      finish: (text: string) => void;
    }) =>
      router.confirm('Proceed with reload? [confirm]', (key) =>
        router.finish(key === '\r' ? '\nReloading' : '\naborted'),
      ),
  };
  const copy: Parameters<typeof bench>[0] = {
    commands: {
      'copy running-config startup-config': (router) =>
        router.ask('Destination filename [startup-config]? ', (name) =>
          router.finish(`Building configuration...\n[OK]${name && ` ${name}`}`),
        ),
    },
  };

  it('is answered as it was declared with the command', async () => {
    const { device } = await bench({ commands: reload });
    const answers = [{ question: /\[confirm\]/, answer: '' }];
    expect((await device.execute('reload', { answers })).output).toBe('Proceed with reload? [confirm]\nReloading');
  });

  it('may want a whole line', async () => {
    const { device } = await bench(copy);
    const answers = [{ question: /Destination filename/, answer: 'backup' }];
    const { output } = await device.execute('copy running-config startup-config', { answers });
    expect(output).toBe('Destination filename [startup-config]? backup\nBuilding configuration...\n[OK] backup');
  });

  it('is answered once, when log messages come down on it', async () => {
    const { device, router } = await bench({
      commands: {
        'clear x': (fake) => {
          fake.ask('Sure? [yes/no]: ', (line) => fake.finish(`answered ${line}`));
          fake.raw(`\r\n${UP}\r\n`);
          fake.raw(`${DEBUG}\r\n`);
          return undefined;
        },
      },
    });
    const { output } = await device.execute('clear x', {
      answers: [{ question: /\[yes\/no\]/, answer: 'yes', times: 9 }],
    });
    expect(output.split('\n').at(-1)).toBe('answered yes');
    expect(router.run.at(-1)).toBe('clear x');
  });

  it.each([
    ['reload', { commands: reload }, 'Proceed with reload? [confirm]'],
    ['copy running-config startup-config', copy, 'Destination filename [startup-config]?'],
  ] as const)(
    'of %s without an answer breaks the command off and names the question',
    async (command, options, question) => {
      const { device, router } = await bench({ ...options, commands: { ...options.commands, 'show clock': CLOCK } });
      await expect(device.execute(command)).rejects.toMatchObject({
        kind: 'device',
        code: 'unexpected-question',
        message: expect.stringContaining(question) as unknown,
      });
      expect((await device.execute('show clock')).output).toBe(CLOCK);
      expect(router.run.join()).not.toContain('qm');
    },
  );

  it('of a shape that nobody foresaw is reported after a silence', async () => {
    const { device, clock } = await bench({
      commands: { 'crypto thing': (router) => router.ask('How many bits in the modulus: ', () => undefined) },
    });
    const asked = expect(device.execute('crypto thing')).rejects.toMatchObject({ code: 'unexpected-question' });
    await clock.advance(3000);
    await asked;
  });
});

describe('deadlines', () => {
  it('run on the clock that was handed in, and the device can be used afterwards', async () => {
    const { device, clock, router } = await bench({
      commands: { 'ping 10.0.0.2': () => undefined, 'show clock': CLOCK },
    });
    const ping = expect(device.execute('ping 10.0.0.2', { deadline: 10_000 })).rejects.toMatchObject({
      kind: 'device',
      code: 'no-answer',
      message: expect.stringContaining('ping 10.0.0.2') as unknown,
    });
    await clock.advance(10_000);
    await ping;
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(router.run.at(-1)).toBe('show clock');
  });

  it('let a slow command take its time as long as it prints something', async () => {
    const { device, clock, router } = await bench({ commands: { 'ping 10.0.0.2': () => undefined } });
    await device.execute('show clock');
    const ping = device.execute('ping 10.0.0.2');
    for (let i = 0; i < 5; i++) {
      await clock.advance(50_000);
      router.raw('.');
    }
    await settled();
    router.raw('\r\n');
    router.finish('Success rate is 0 percent (0/5)');
    expect((await ping).output).toBe('.....\nSuccess rate is 0 percent (0/5)');
  });

  it('leave no timer behind', async () => {
    const { device, clock } = await bench({ commands: { 'show clock': CLOCK } });
    await device.execute('show clock');
    expect(clock.isWaitedFor).toBe(false);
  });
});

describe('the loss of the connection', () => {
  it('in the middle of a command fails that command and all that wait', async () => {
    const [console, far] = duplexPair();
    const { device } = await benchOn(console, far);
    const lost: string[] = [];
    device.onLost(({ code }) => lost.push(code));
    const first = device.execute('never ends');
    const second = device.execute('show clock');
    await settled();
    far.close();
    await expect(first).rejects.toMatchObject({ kind: 'unreachable', code: 'connection-lost' });
    await expect(second).rejects.toMatchObject({ code: 'connection-lost' });
    await expect(device.configure(['interface Tunnel0'])).rejects.toMatchObject({ code: 'connection-lost' });
    expect(device.state).toBe('lost');
    expect(lost).toEqual(['connection-lost']);
  });

  it('is not reported when we closed it ourselves', async () => {
    const { device } = await bench({ commands: { 'never ends': () => undefined } });
    const lost: string[] = [];
    device.onLost(({ code }) => lost.push(code));
    const running = device.execute('never ends');
    await settled();
    device.close();
    await expect(running).rejects.toMatchObject({ code: 'connection-closed' });
    await settled();
    expect(device.state).toBe('closed');
    expect(lost).toEqual([]);
  });
});

describe('a person at the same console', () => {
  it('sees everything, and what he types waits until a command is done', async () => {
    const { device, router } = await bench({ commands: { 'show long': () => undefined, 'show clock': CLOCK } });
    await device.execute('show clock');
    const terminal = device.terminal();
    let seen = '';
    terminal.onData((bytes) => (seen += latin1Of(bytes)));
    const running = device.execute('show long');
    await settled();
    terminal.write(bytesOfLatin1('show clock\r'));
    await settled();
    expect(seen).toBe('show long\r\n');
    router.finish('done');
    expect((await running).output).toBe('done');
    await settled();
    expect(seen).toBe(`show long\r\ndone\r\nR1#show clock\r\n${CLOCK}\r\nR1#`);
  });

  it('may leave half a command behind: it is wiped out and never run', async () => {
    const { device, router } = await bench({ commands: { 'show clock': CLOCK } });
    await device.execute('show clock');
    device.terminal().write(bytesOfLatin1('reload in 5'));
    await settled();
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(router.run).not.toContain('reload in 5');
    expect(router.run.at(-1)).toBe('show clock');
  });

  it('finds what he had begun to type where it stood, after the command', async () => {
    const { device, router } = await bench({ commands: { 'show clock': CLOCK, 'show arp': 'none' } });
    await device.execute('show clock');
    const terminal = device.terminal();
    let seen = '';
    terminal.onData((bytes) => (seen += latin1Of(bytes)));
    terminal.write(bytesOfLatin1('show '));
    await settled();
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    await settled();
    expect(seen.endsWith('R1#show ')).toBe(true);
    terminal.write(bytesOfLatin1('arp\r'));
    await settled();
    expect(router.run.at(-1)).toBe('show arp');
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('may go into configuration mode: the next command finds its way back', async () => {
    const { device, router } = await bench({ commands: { 'show clock': CLOCK } });
    await device.execute('show clock');
    device.terminal().write(bytesOfLatin1('configure terminal\rinterface Tunnel0\r'));
    await settled();
    expect(router.mode).toBe('config-if');
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(device.level).toBe('privileged');
  });

  it('may have started something: the next command waits for its end', async () => {
    const { device, router } = await bench({ commands: { 'ping 10.0.0.2': () => undefined, 'show clock': CLOCK } });
    await device.execute('show clock');
    device.terminal().write(bytesOfLatin1('ping 10.0.0.2\r'));
    await settled();
    const next = device.execute('show clock');
    await settled();
    router.finish('!!!!!');
    expect((await next).output).toBe(CLOCK);
  });

  it('who types into a command that only looks makes it run again', async () => {
    const { device, router } = await disturbed('show clock');
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(router.run.slice(-2)).toEqual(['show cxlock', 'show clock']);
  });

  it('who types into any other command makes it fail', async () => {
    const { device } = await disturbed('clear crypto sa');
    await expect(device.execute('clear crypto sa')).rejects.toMatchObject({ kind: 'busy', code: 'console-disturbed' });
  });

  it('closes his own view, and nothing else', async () => {
    const { device } = await bench({ commands: { 'show clock': CLOCK } });
    const terminal = device.terminal();
    const seen: string[] = [];
    terminal.onData((bytes) => seen.push(latin1Of(bytes)));
    terminal.close();
    terminal.write(bytesOfLatin1('x'));
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(seen).toEqual([]);
  });
});

describe('collect', () => {
  it('gives everything that is printed meanwhile, and the time it took', async () => {
    const clock = new FakeClock();
    const { device, router } = await bench({ commands: { 'show clock': CLOCK } }, { clock });
    await device.execute('show clock');
    clock.after(2000, () => router.log(UP));
    clock.after(4000, () => router.log('Crypto mapdb : proxy_match'));
    clock.after(9000, () => router.log(DEBUG));
    const { lines: collected, startedAt, endedAt } = await device.collect(5000);
    expect(collected.map(({ text, receivedAt }) => [text, receivedAt])).toEqual([
      [UP, 2000],
      ['Crypto mapdb : proxy_match', 4000],
    ]);
    expect([startedAt, endedAt]).toEqual([0, 5000]);
    expect((await device.execute('show clock')).output).toBe(CLOCK);
  });

  it('gives nothing where nothing is printed', async () => {
    const { device } = await bench();
    expect((await device.collect(60_000)).lines).toEqual([]);
  });
});

/** A clock on which time passes whenever nothing else happens. */
function impatientClock(): FakeClock {
  const clock = new FakeClock();
  const pass = (): void => {
    if (clock.isWaitedFor) void clock.advance(500).then(pass);
  };
  queueMicrotask(pass);
  return clock;
}

/** Somebody's "x" comes between our "c" and "l", once. */
async function disturbed(command: string): ReturnType<typeof bench> {
  let isDone = false;
  const opened = await bench({
    commands: { 'show clock': CLOCK, 'show cxlock': '% Invalid', 'cxlear crypto sa': '% Invalid', 'show x': '' },
  });
  await opened.device.execute('show x');
  const write = opened.console.write.bind(opened.console);
  opened.console.write = (bytes) => {
    const text = latin1Of(bytes);
    const isMeant = !isDone && text.includes(command);
    isDone ||= isMeant;
    write(isMeant ? bytesOfLatin1(text.replace('cl', 'cxl')) : bytes);
  };
  return opened;
}

async function benchOn(
  console: ReturnType<typeof duplexPair>[0],
  far: typeof console,
): Promise<{ device: Awaited<ReturnType<typeof openChannel>> }> {
  const { FakeRouter } = await import('./fake-router.ts');
  new FakeRouter(far, { commands: { 'never ends': () => undefined, 'show clock': CLOCK } });
  return { device: await openChannel(console, { platform: ios, clock: new FakeClock(), who: 'R1' }) };
}
