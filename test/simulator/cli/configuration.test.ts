import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyConfiguration, type RefusedLine } from '../../../src-main/simulator/cli/apply-configuration.ts';
import { arrange, textOfConfiguration } from '../../../src-main/simulator/cli/configuration.ts';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';
import { ManualClock } from './manual-clock.ts';
import { pretendModes, PretendRouter } from './pretend-router.ts';
import { ScriptedTerminal } from './scripted-terminal.ts';

const modes = pretendModes();

function load(text: string, router: PretendRouter): Promise<RefusedLine[]> {
  return applyConfiguration(text, modes.configuration, router, { clock: new ManualClock(), dialect: ios });
}

const runningConfiguration = (router: PretendRouter): string =>
  textOfConfiguration(modes.configuration.configuration(router));

describe('the layout', () => {
  const sections = new Map([
    ['a', ['a 1', 'a 2']],
    ['b', []],
    ['c', [{ line: 'c', body: ['inner', { line: 'deeper', body: ['deepest'] }] }]],
  ]);

  test('orders sections and puts separators', () => {
    const layout = ['!', { each: 'c' }, { group: 'b' }, { group: 'a' }, '!', 'b'];
    expect(textOfConfiguration(arrange(sections, layout))).toBe(
      '!\nc\n inner\n deeper\n  deepest\n!\na 1\na 2\n!\n!\n',
    );
  });
});

describe('the running configuration', () => {
  test('falls out of the declarations', async () => {
    const router = new PretendRouter();
    const refused = await load(
      'hostname R3\nno ip domain lookup\ncrypto isakmp policy 10\n encr 3des\n group 2\n' +
        'crypto ipsec transform-set TS esp-3des esp-sha-hmac\ninterface Tunnel0\n ip address 10.0.0.1 255.255.255.252\n',
      router,
    );
    expect(refused).toEqual([]);
    expect(runningConfiguration(router)).toBe(
      [
        '!',
        'hostname R3',
        '!',
        'no ip domain lookup',
        '!',
        'crypto isakmp policy 10',
        ' encryption 3des',
        ' group 2',
        '!',
        'crypto ipsec transform-set TS esp-3des esp-sha-hmac ',
        '!',
        'interface FastEthernet0/0',
        ' no ip address',
        ' shutdown',
        '!',
        'interface FastEthernet0/1',
        ' no ip address',
        ' shutdown',
        '!',
        'interface Tunnel0',
        ' ip address 10.0.0.1 255.255.255.252',
        '!',
        '',
      ].join('\n'),
    );
  });

  const line = fc.oneof(
    fc.constantFrom(
      'interface Tunnel0',
      'interface fa0/1',
      'int loop 7',
      'exit',
      'shutdown',
      'no shutdown',
      'group 14',
    ),
    fc.constantFrom('encryption 3des', 'no group', 'default shutdown', 'no ip address', 'no interface tunnel 0'),
    fc.constantFrom('no ip domain-lookup', 'crypto ipsec transform-set A esp-aes esp-sha-hmac', 'no hostname'),
    fc.integer({ min: 1, max: 9 }).map((priority) => `crypto isakmp policy ${priority}`),
    fc.integer({ min: 1, max: 254 }).map((host) => `ip address 10.0.0.${host} 255.255.255.0`),
    fc.stringMatching(/^[a-z]{1,9}( [a-z]{1,9}){0,2}$/).map((text) => `description ${text}`),
    fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,9}$/).map((name) => `hostname ${name}`),
    fc.constant('banner motd #\nwelcome\n  to the lab\n#'),
  );

  test('loaded into a new router gives itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), async (lines) => {
        const router = new PretendRouter();
        await load(lines.join('\n'), router);
        const copy = new PretendRouter();
        expect(await load(runningConfiguration(router), copy)).toEqual([]);
        expect(runningConfiguration(copy)).toBe(runningConfiguration(router));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  test('pasted into a terminal gives itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
        const router = new PretendRouter();
        await load(lines.join('\n'), router);
        const terminal = ScriptedTerminal.atPrompt({ length: 0 }).enter('conf t');
        await terminal.typed(runningConfiguration(router).replaceAll('\n', '\r'));
        expect(runningConfiguration(terminal.router)).toBe(runningConfiguration(router));
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});

describe('loading', () => {
  test('lists what is refused, with its number and the reason', async () => {
    const refused = await load(
      [
        'hostname',
        'hostname R2',
        'router ospf 1',
        'crypto i',
        'interface Tunnel0',
        ' ip address 1.2.3.4 255.0.255.0',
      ].join('\n'),
      new PretendRouter(),
    );
    expect(refused).toEqual([
      { number: 1, text: 'hostname', reason: '% Incomplete command.' },
      { number: 3, text: 'router ospf 1', reason: "% Invalid input: 'router'" },
      { number: 4, text: 'crypto i', reason: '% Ambiguous command:  "crypto i"' },
      { number: 6, text: ' ip address 1.2.3.4 255.0.255.0', reason: 'Bad mask for address 1.2.3.4' },
    ]);
  });

  test('refuses what is indented below a refused line, so that it lands nowhere else', async () => {
    const router = new PretendRouter();
    const refused = await load(
      'interface Tunnel0\n description right\n!\ninterface Dialer1\n description wrong\n!\nhostname R2\n',
      router,
    );
    expect(refused.map(({ number, reason }) => [number, reason])).toEqual([
      [4, "% Invalid input: 'Dialer1', and with it the line below"],
    ]);
    expect(router.interface('Tunnel0').description).toBe('right');
    expect(router.hostname).toBe('R2');
  });

  test('counts what belongs to a refused line, and lists none of it', async () => {
    const router = new PretendRouter();
    const text =
      'router bgp 1\n a\n  b\n !\n c\n!\ninterface Dialer1\n encapsulation ppp\n dialer pool 1\nhostname R2\nnonsense\n';
    expect((await load(text, router)).map(({ number, reason }) => [number, reason])).toEqual([
      [1, "% Invalid input: 'router', and with it the 3 lines below"],
      [7, "% Invalid input: 'Dialer1', and with it the 2 lines below"],
      [11, "% Invalid input: 'nonsense'"],
    ]);
    expect(router.hostname).toBe('R2');
  });

  test('gives a banner the lines that follow, and says when they are missing', async () => {
    const router = new PretendRouter();
    expect(await load('banner motd #\r\nline one\r\n  line two\r\n#\r\nhostname R2', router)).toEqual([]);
    expect(router.banner).toBe('line one\n  line two');
    expect(await load('banner motd #\nnever ends', router)).toEqual([
      { number: 1, text: 'banner motd #', reason: 'the text that it asks for is missing' },
    ]);
  });
});
