import { describe, expect, it } from 'vitest';
import { latin1Of } from '../../../../src-main/base/bytes.ts';
import { parseShowLogging } from '../../../../src-main/parsers/ios/show-logging.ts';
import { greConsoles, type NetworkConsole } from '../network-console.ts';

function heardBy(console: NetworkConsole): string[] {
  const heard: string[] = [];
  console.router.udp.open(514, ({ payload }) => void heard.push(latin1Of(payload)));
  return heard;
}

const address = '172.16.0.2';

describe('logging host', () => {
  it('sends what the severity lets through, and says in show logging how much that was', async () => {
    const { r1, r2 } = await greConsoles();
    const heard = heardBy(r2);
    // Before the neighbour is known, the first message is lost like every first packet.
    await r1.type('ping 172.16.0.2');
    await r1.configure(`logging host ${address}\nlogging trap notifications`);
    r1.device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text: 'Configured' });
    r1.device.log.report({ facility: 'SYS', severity: 6, mnemonic: 'CLOCKUPDATE', text: 'not sent' });
    r1.device.log.debug('nor is this');
    r1.wait(3);
    expect(heard).toEqual([expect.stringMatching(/^<189>\d+: .*%SYS-5-CONFIG_I: Configured$/)]);
    const shown = await r1.type('show logging');
    expect(shown).toContain(`
        Logging to ${address}  (udp port 514, audit disabled,
              link up),
              1 message lines logged, 
`);
    expect(parseShowLogging(shown)).toMatchObject({
      records: [{ trap: { level: 'notifications' }, hosts: [{ address, port: 514, link: 'up', messages: 1 }] }],
      unknown: [],
    });
  });

  it('sends from the interface that was named, to the port that was named', async () => {
    const { r1, r2 } = await greConsoles();
    const sources: number[] = [];
    await r1.type('ping 172.16.0.2');
    r2.router.udp.open(5514, ({ source }) => void sources.push(source));
    await r1.configure(`interface Loopback9\nip address 9.9.9.9 255.255.255.255`);
    await r1.configure(`logging source-interface Loopback9\nlogging host ${address} transport udp port 5514`);
    r1.device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text: 'Configured' });
    r1.wait(3);
    expect(new Set(sources)).toEqual(new Set([0x09090909]));
  });

  it('has no link where no route leads, and none of it is left when it is taken away', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('no ip route 0.0.0.0 0.0.0.0 172.16.0.2\nlogging 10.99.0.1\nno logging trap');
    expect(await r1.type('show logging')).toMatch(/Trap logging: disabled\n +Logging to 10\.99\.0\.1[^]*link down\)/);
    await r1.configure('no logging 10.99.0.1\ndefault logging trap');
    expect(await r1.type('show logging')).not.toContain('Logging to');
  });

  it('refuses by its name what is not sent otherwise', async () => {
    const { r1 } = await greConsoles();
    expect(await r1.configure('logging host 10.0.0.9 transport tcp port 601')).toEqual([
      "% Invalid input: 'logging host ... transport tcp' is not simulated",
    ]);
  });
});
