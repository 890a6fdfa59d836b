import { describe, expect, it } from 'vitest';
import { duplexPair } from '../../../src-main/base/duplex.ts';
import { openChannel, type ChannelOptions } from '../../../src-main/devices/channel/channel.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { iosxe } from '../../../src-main/devices/platform/iosxe.ts';
import { FakeClock, settled } from '../fake-clock.ts';
import { bench } from './bench.ts';
import { FakeRouter, type FakeRouterOptions } from './fake-router.ts';

const CLOCK = '*00:13:31.891 UTC Fri Mar 1 2002';
const commands = { 'show clock': CLOCK };
const login = { username: 'admin', password: 'letmein' };
const byteByByte = (bytes: Uint8Array): Uint8Array[] => Array.from(bytes, (byte) => Uint8Array.of(byte));

async function opens(router: FakeRouterOptions, channel: Partial<ChannelOptions> = {}): Promise<FakeRouter> {
  for (const cut of [undefined, byteByByte]) {
    const opened = await bench({ commands, ...router, ...(cut ? { cut } : {}) }, channel as object);
    expect((await opened.device.execute('show clock')).output).toBe(CLOCK);
    if (cut) return opened.router;
  }
  throw new Error('unreachable');
}

async function works(router: FakeRouterOptions, channel: Partial<ChannelOptions> = {}): Promise<void> {
  await opens(router, channel);
}

describe('a console is opened', () => {
  it.each(['asleep', 'user', 'privileged', 'configuration', 'submode', 'tcl'] as const)(
    'when it is left %s',
    async (start) => {
      await works({ start });
    },
  );

  it('when half a command was typed, which is wiped out and never run', async () => {
    const router = await opens({ start: 'privileged', halfTyped: 'reload in 5' });
    expect(router.run.join()).not.toContain('reload');
  });

  it('when half a line of configuration was typed', async () => {
    const router = await opens({ start: 'submode', halfTyped: 'no tunnel protection' });
    expect(router.configuration).toEqual([]);
  });

  it('when it stands at a pager', async () => {
    const [console, far] = duplexPair();
    const router = new FakeRouter(far, { commands, length: 2 });
    router.print('one\ntwo\nthree\nfour');
    await settled();
    const device = await openChannel(console, { platform: ios, clock: new FakeClock() });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(router.run.at(-1)).toBe('show clock');
  });

  it('when it stands at a question', async () => {
    const [console, far] = duplexPair();
    const router = new FakeRouter(far, { commands });
    let key = '';
    router.confirm('Proceed with reload? [confirm]', (pressed) => {
      key = pressed;
      router.finish('');
    });
    await settled();
    const device = await openChannel(console, { platform: ios, clock: new FakeClock() });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(key).not.toBe('\r');
  });

  it('when somebody left an enable prompt behind: no password is typed into it', async () => {
    const [console, far] = duplexPair();
    const passwords: string[] = [];
    const router = new FakeRouter(far, { commands, start: 'user' });
    const again = (tries: number): void =>
      router.ask(
        'Password: ',
        (password) => {
          passwords.push(password);
          if (tries < 3) again(tries + 1);
          else router.print('% Bad secrets\n\n');
        },
        true,
      );
    again(1);
    await settled();
    const device = await openChannel(console, {
      platform: ios,
      clock: new FakeClock(),
      credentials: { username: 'admin', password: 'letmein' },
    });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(passwords).toEqual(['', '', '']);
  });

  it('when the console repeats old text that ends in a prompt of another mode', () =>
    works({
      start: 'asleep',
      replay:
        'Connected to Dynamips VM "R1" (ID 0, type c7200) - Console port\r\nPress ENTER to get the prompt.\r\n' +
        'old text\r\nR1(config-if)#exit\r\nR1(config)#',
    }));

  it('when the router asks whether to enter its first set-up', async () => {
    const [console, far] = duplexPair();
    const router = new FakeRouter(far, { commands });
    const answers: string[] = [];
    const ask = (): void =>
      router.ask('Would you like to enter the initial configuration dialog? [yes/no]: ', (line) => {
        answers.push(line);
        if (line === 'no') router.print('\n\nPress RETURN to get started!\n\n', () => (router.mode = 'asleep'));
        else router.print("% Please answer 'yes' or 'no'.\n", ask);
      });
    ask();
    await settled();
    const device = await openChannel(console, { platform: ios, clock: new FakeClock() });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(answers).toContain('no');
  });

  it('when the router wants a secret before it shows its prompt, of which nothing is saved', async () => {
    const [console, far] = duplexPair();
    const router = new FakeRouter(far, { commands });
    const answers: string[] = [];
    const menu = '\n[0] Go to the IOS command prompt without saving this config.\n[2] Save this configuration\n\n';
    const choose = (): void =>
      router.ask('Enter your selection [2]: ', (line) => {
        answers.push(line);
        router.print('\n\nPress RETURN to get started!\n\n', () => (router.mode = 'asleep'));
      });
    const secret = (question: string, then: () => void): void =>
      router.ask(
        question,
        (line) => {
          if (line === '') router.print('% No defaulting allowed\n', () => secret(question, then));
          else then();
        },
        true,
      );
    secret('  Enter enable secret: ', () => secret('  Confirm enable secret: ', () => router.print(menu, choose)));
    await settled();
    const device = await openChannel(console, { platform: iosxe, clock: new FakeClock() });
    expect((await device.execute('show clock')).output).toBe(CLOCK);
    expect(answers).toEqual(['0']);
  });

  it('when it hears nothing at first, as a router that boots', async () => {
    const clock = new FakeClock();
    const [console, far] = duplexPair();
    const router = new FakeRouter(far, { commands, start: 'dead' });
    const opening = openChannel(console, { platform: ios, clock });
    await clock.advance(7000);
    router.raw('Cisco IOS Software, 7200 Software\r\n\r\n\r\nPress RETURN to get started!\r\n\r\n');
    router.mode = 'asleep';
    await clock.advance(7000);
    expect((await (await opening).execute('show clock')).output).toBe(CLOCK);
  });
});

describe('a login', () => {
  it('with name and password is done', async () => {
    await works({ start: 'asleep', login }, { credentials: login });
  });

  it('is not answered by the Enter that wakes the console', async () => {
    const typed: string[] = [];
    const spy = (event: string): void => {
      if (event.startsWith('«')) typed.push(event);
    };
    const replay = '\r\n\r\nPress RETURN to get started!\r\n\r\n';
    await bench({ start: 'asleep', login, replay }, { credentials: login, spy });
    expect(typed.slice(1, 3)).toEqual(['«admin\\r»', '«letmein\\r»']);
  });

  it('that stands at its question already is done', () => works({ start: 'login', login }, { credentials: login }));

  it('with a password alone is done', () =>
    works({ start: 'asleep', login: { username: '', password: 'cisco' } }, { credentials: { password: 'cisco' } }));

  it('with a password alone is done when a name was given too', () =>
    works(
      { start: 'asleep', login: { username: '', password: 'cisco' } },
      { credentials: { username: 'admin', password: 'cisco' } },
    ));

  it('is not confused by a banner about passwords', () =>
    works(
      { start: 'login', login, replay: 'Your password: keep it secret\r\nlogin: never for others\r\n\r\n' },
      { credentials: login },
    ));

  it('at a vty types no marker but the first of what it types anyhow', async () => {
    const { device, router } = await bench({ start: 'privileged', replay: '\r\nR1#' }, { line: 'vty' });
    await device.execute('show clock');
    expect(router.run).toEqual(['terminal length 0', 'terminal width 511', 'show clock']);
  });

  it('at a vty waits to be asked', () =>
    works({ start: 'login', login, replay: '\r\nUsername: ' }, { credentials: login, line: 'vty' }));

  it.each([
    ['a name and a password', login, 'admin'],
    ['a password alone', { username: '', password: 'letmein' }, undefined],
  ])('with %s that are wrong is a failure of its own', async (_, expected, username) => {
    const credentials = { ...(username ? { username } : {}), password: 'wrong' };
    const opening = bench({ start: 'asleep', login: expected }, { credentials });
    await expect(opening).rejects.toMatchObject({ kind: 'unreachable', code: 'wrong-password' });
  });

  it('without credentials is a failure of its own', async () => {
    await expect(bench({ start: 'asleep', login })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'login-needed',
    });
  });

  it('never tells the password', async () => {
    const credentials = { username: 'admin', password: 'hunter2' };
    await expect(bench({ start: 'asleep', login }, { credentials })).rejects.not.toMatchObject({
      message: expect.stringContaining('hunter2') as unknown,
    });
  });

  it('that was never set up is a failure of its own', async () => {
    const [console, far] = duplexPair();
    far.write(new TextEncoder().encode('\r\nPassword required, but none set\r\n'));
    const opening = openChannel(console, { platform: ios, clock: new FakeClock(), line: 'vty' });
    await expect(opening).rejects.toMatchObject({ kind: 'unreachable', code: 'login-impossible' });
  });
});

describe('a console that cannot be opened', () => {
  it('because nothing answers, says so at the deadline', async () => {
    const clock = new FakeClock();
    const opening = expect(bench({ start: 'dead' }, { clock })).rejects.toMatchObject({
      kind: 'unreachable',
      code: 'no-prompt',
      message: expect.stringContaining('R1 prints nothing') as unknown,
    });
    await clock.advance(60_000);
    await opening;
  });

  it('because it shows something unknown, quotes it', async () => {
    const clock = new FakeClock();
    const opening = expect(bench({ start: 'dead', replay: 'Loading image ...' }, { clock })).rejects.toMatchObject({
      code: 'no-prompt',
      message: expect.stringContaining('Loading image ...') as unknown,
    });
    await clock.advance(60_000);
    await opening;
  });

  it('because the router is in rommon, says so', async () => {
    await expect(bench({ start: 'dead', replay: '\r\nrommon 1 > ' })).rejects.toMatchObject({
      kind: 'device',
      code: 'no-command-line',
      message: expect.stringContaining('rommon') as unknown,
    });
  });

  it('because the connection is lost, says so, and leaves no timer behind', async () => {
    const clock = new FakeClock();
    const [console, far] = duplexPair();
    const opening = openChannel(console, { platform: ios, clock, who: 'R1' });
    far.close();
    await expect(opening).rejects.toMatchObject({ kind: 'unreachable', code: 'connection-lost' });
    expect(clock.isWaitedFor).toBe(false);
  });

  it('is left open for a person to look at', async () => {
    const clock = new FakeClock();
    const [console, far] = duplexPair();
    const opening = openChannel(console, { platform: ios, clock }).catch(() => 'failed');
    await clock.advance(60_000);
    expect(await opening).toBe('failed');
    const seen = new Promise((resolve) => far.onData(resolve));
    console.write(Uint8Array.of(65));
    expect(await seen).toEqual(Uint8Array.of(65));
  });
});
