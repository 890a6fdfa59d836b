import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import { entriesOf } from '../../../src-main/devices/channel/configure.ts';
import { asa } from '../../../src-main/devices/platform/asa.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import { settled } from '../fake-clock.ts';
import { bench } from './bench.ts';

const rejected = (line: string): string | undefined => {
  if (line === 'tunnel source 1.2.3') return '^';
  if (line === 'no such') return '% Incomplete command.\n';
  if (line === 'set transform-set X') return 'ERROR: transform set with tag "X" does not exist.\n';
  if (line === 'crypto map M 10 ipsec-isakmp')
    return '% NOTE: This new crypto map will remain disabled until a peer\n        and a valid access list have been configured.\n';
  return undefined;
};

describe('configure', () => {
  it('types the lines in configuration mode, and leaves it', async () => {
    const { device, router } = await bench({ start: 'user' });
    const lines = ['crypto isakmp policy 10', ' authentication pre-share', 'interface Tunnel0', ' no shutdown'];
    const { accepted, rejected: refused } = await device.configure(lines);
    expect(accepted).toEqual(lines);
    expect(refused).toEqual([]);
    expect(router.configuration).toEqual(lines.map((line) => line.trim()));
    expect(router.mode).toBe('privileged');
    expect(device.level).toBe('privileged');
  });

  it('takes no blame for what somebody else types after a line, at the prompt that it has led to', async () => {
    // The prompt after the line arrives together with what is typed at it and what is said to that, as over a network.
    let [held, isOver] = ['', false];
    const cut = (bytes: Uint8Array): Uint8Array[] => {
      held += latin1Of(bytes);
      isOver ||= /marker.*#$/s.test(held);
      if (held.startsWith('R1(config-if)#') && !isOver) return [];
      const all = bytesOfLatin1(held);
      held = '';
      return [all];
    };
    const { device, console, router } = await bench({
      cut,
      rejected: (line) => (line === 'show clock' ? '^' : undefined),
    });
    const write = console.write.bind(console);
    console.write = (bytes) => {
      const text = latin1Of(bytes);
      write(bytesOfLatin1(text.replace('interface Tunnel0\r', '$&show clock\r')));
    };
    const { accepted, rejected: refused } = await device.configure(['interface Tunnel0', ' no shutdown']);
    expect(router.run).toContain('show clock');
    expect(refused).toEqual([]);
    expect(accepted).toEqual(['interface Tunnel0', ' no shutdown']);
    expect(router.configuration).toEqual(['interface Tunnel0', 'no shutdown']);
  });

  it('tells which line was refused, why, and at which word', async () => {
    const { device } = await bench({ rejected });
    const result = await device.configure([
      'interface Tunnel0',
      ' tunnel source 1.2.3',
      'no such',
      'set transform-set X',
    ]);
    expect(result.accepted).toEqual(['interface Tunnel0']);
    expect(result.rejected).toEqual([
      {
        line: ' tunnel source 1.2.3',
        index: 1,
        message: "% Invalid input detected at '^' marker.",
        word: '1.2.3',
      },
      { line: 'no such', index: 2, message: '% Incomplete command.' },
      { line: 'set transform-set X', index: 3, message: 'ERROR: transform set with tag "X" does not exist.' },
    ]);
  });

  it('does not take a remark for a refusal', async () => {
    const { device } = await bench({ rejected });
    expect((await device.configure(['crypto map M 10 ipsec-isakmp'])).rejected).toEqual([]);
  });

  it('waits for the prompt before the next line', async () => {
    const { device, router, console } = await bench();
    await device.privilege('privileged');
    const typed: number[] = [];
    const write = console.write.bind(console);
    console.write = (bytes) => {
      typed.push(router.configuration.length);
      write(bytes);
    };
    await device.configure(['ntp server 10.0.0.1', 'ntp server 10.0.0.2', 'ntp server 10.0.0.3']);
    // conf t and the first line at none, the second when one is in, and so on; then "end".
    expect(typed).toEqual([0, 0, 1, 2, 3]);
  });

  it('leaves out empty lines and comments, and types a tab as a blank', async () => {
    const { device, router } = await bench();
    await device.configure(['!', '', 'interface\tTunnel0', '  ', ' ! remark']);
    expect(router.configuration).toEqual(['interface Tunnel0']);
  });

  it('types a banner of several lines as one text', async () => {
    const { device, router } = await bench();
    const lines = [
      'hostname R1',
      'banner motd #',
      'Authorised users only',
      '',
      '! not a comment',
      '#',
      'ntp server 10.0.0.1',
    ];
    const { accepted } = await device.configure(lines);
    expect(router.configuration).toEqual([
      'hostname R1',
      'banner |Authorised users only||! not a comment|#',
      'ntp server 10.0.0.1',
    ]);
    expect(accepted).toHaveLength(3);
  });

  it('does not type the lines of a banner that was refused', async () => {
    const { device, router } = await bench({ rejected: (line) => (line.startsWith('banner') ? '^' : undefined) });
    const { rejected: refused } = await device.configure(['banner motd #', 'reload', '#', 'ntp server 10.0.0.1']);
    expect(refused).toMatchObject([{ index: 0, line: 'banner motd #\nreload\n#' }]);
    expect(router.run).not.toContain('reload');
    expect(router.configuration).toEqual(['ntp server 10.0.0.1']);
  });

  it('comes back when a line leaves the mode', async () => {
    const { device, router } = await bench();
    await device.configure([
      'interface Tunnel0',
      'end',
      'interface FastEthernet0/0',
      'exit',
      'exit',
      'ntp server 10.0.0.1',
    ]);
    expect(router.configuration).toEqual(['interface Tunnel0', 'interface FastEthernet0/0', 'ntp server 10.0.0.1']);
    expect(router.mode).toBe('privileged');
  });

  it('starts at the top when a submode was left open', async () => {
    const { device, router } = await bench({ start: 'submode' });
    await device.configure(['interface Tunnel0']);
    expect(router.run.filter((line) => line === 'configure terminal')).toHaveLength(1);
  });

  it('leaves the mode also when a line asks what nobody answers', async () => {
    const { device, router } = await bench({
      rejected: (line) => {
        if (line === 'no username bob')
          router.ask('This operation will remove it. Continue? [confirm]', () => router.finish());
        return undefined;
      },
    });
    await expect(device.configure(['no username bob', 'ntp server 10.0.0.1'])).rejects.toMatchObject({
      code: 'unexpected-question',
    });
    expect(router.mode).toBe('privileged');
    expect(router.configuration).not.toContain('ntp server 10.0.0.1');
  });

  it('gives the log messages that came meanwhile', async () => {
    const config = '*Mar  1 00:13:31.891: %SYS-5-CONFIG_I: Configured from console by console';
    let isLeft = false;
    const { device, router } = await bench({
      noise: (place) => {
        if (place !== 'prompt' || !isLeft || router.mode !== 'privileged') return undefined;
        isLeft = false;
        return config;
      },
    });
    await device.privilege('privileged');
    isLeft = true;
    const { log, raw } = await device.configure(['interface Tunnel0']);
    await settled();
    expect(raw).toContain('interface Tunnel0');
    expect(log.map(({ mnemonic }) => mnemonic).filter(Boolean)).toHaveLength(log.length);
  });

  it('does nothing where there is nothing to configure', async () => {
    const { device, router } = await bench();
    expect(await device.configure(['!', ''])).toMatchObject({ accepted: [], rejected: [] });
    expect(router.run).not.toContain('configure terminal');
  });
});

describe('entriesOf', () => {
  const texts = (lines: string[]): string[] => entriesOf(ios, lines).map(({ lines: entry }) => entry.join('|'));

  it('closes a banner at its delimiter, on the same line or a later one', () => {
    expect(texts(['banner motd ^Hello^', 'a', 'banner login ^C', 'text', 'end^C', 'b'])).toEqual([
      'banner motd ^Hello^',
      'a',
      'banner login ^C|text|end^C',
      'b',
    ]);
  });

  it('keeps a certificate together up to its "quit"', () => {
    expect(
      texts(['crypto pki certificate chain T', ' certificate self-signed 01', '  3082 0231', '  \tquit', 'x']),
    ).toEqual(['crypto pki certificate chain T', ' certificate self-signed 01|  3082 0231|   quit', 'x']);
  });

  it('takes each line of a banner of an ASA for a command, as nothing ends it', () => {
    const lines = ['banner motd Welcome to the lab', 'banner motd Who are you?', 'hostname edge'];
    expect(entriesOf(asa, lines).map((entry) => entry.lines)).toEqual(lines.map((line) => [line]));
  });
});
