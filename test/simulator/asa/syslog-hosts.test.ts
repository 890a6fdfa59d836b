import { expect, test } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import { AsaLab } from './asa-lab.ts';

test('messages of a firewall are sent to a host, up to the severity of logging trap', async () => {
  const lab = new AsaLab();
  const [firewall, host] = [lab.firewall(), lab.router('H')];
  lab.connect(firewall, 'GigabitEthernet0/1', host, 'FastEthernet0/0');
  await host.boot('interface FastEthernet0/0\n ip address 10.0.0.9 255.255.255.0\n no shutdown\n');
  await firewall.boot(
    'interface GigabitEthernet0/1\n nameif inside\n ip address 10.0.0.1 255.255.255.0\n no shutdown\n',
  );
  const heard: string[] = [];
  host.router.udp.open(514, ({ payload }) => void heard.push(latin1Of(payload)));
  await lab.pass(10_000);
  await lab.output(firewall, 'ping 10.0.0.9');
  const typed = [
    'configure terminal',
    'logging enable',
    'logging trap warnings',
    'logging host inside 10.0.0.9',
    'end',
  ];
  for (const line of typed) expect(await lab.output(firewall, line)).toBe('');
  firewall.log.report({ facility: 'ASA', severity: 4, mnemonic: '106023', text: 'Deny tcp' });
  firewall.log.report({ facility: 'ASA', severity: 6, mnemonic: '302013', text: 'Built' });
  await lab.pass(10_000);
  expect(heard).toEqual(['<164>%ASA-4-106023: Deny tcp']);
  expect(await lab.output(firewall, 'show logging')).toContain(
    'Trap logging: level warnings, facility 20, 1 messages logged\n        Logging to inside 10.0.0.9\n',
  );
  expect(await lab.output(firewall, 'show running-config logging')).toBe(
    'logging enable\nlogging trap warnings\nlogging host inside 10.0.0.9\n',
  );
  await lab.output(firewall, 'configure terminal');
  expect(await lab.output(firewall, 'logging host dmz 10.0.0.9')).toBe('ERROR: interface (dmz) does not exist\n');
  expect(await lab.output(firewall, 'logging host inside 10.0.0.9 tcp/1470')).toContain(
    "'logging host ... tcp/1470' is not simulated",
  );
  expect(await lab.output(firewall, 'no logging host inside 10.0.0.9')).toBe('');
  const without = 'logging enable\nlogging trap warnings\n';
  expect(await lab.output(firewall, 'show running-config logging')).toBe(without);
  for (const line of ['logging host inside 10.0.0.9', 'interface GigabitEthernet0/1', 'no nameif', 'nameif inside'])
    await lab.output(firewall, line);
  expect(await lab.output(firewall, 'show running-config logging')).toBe(without);
});

test('what a firewall says of every packet that it sends does not make it send more', async () => {
  const lab = new AsaLab();
  const [firewall, host] = [lab.firewall(), lab.router('H')];
  lab.connect(firewall, 'GigabitEthernet0/1', host, 'FastEthernet0/0');
  await host.boot('interface FastEthernet0/0\n ip address 10.0.0.9 255.255.255.0\n no shutdown\n');
  await firewall.boot(
    'interface GigabitEthernet0/1\n nameif inside\n ip address 10.0.0.1 255.255.255.0\n no shutdown\nlogging enable\nlogging trap debugging\nlogging host inside 10.0.0.9\n',
  );
  await lab.output(firewall, 'ping 10.0.0.9');
  await lab.pass(60_000);
  expect(firewall.log.counts.trap).toBeLessThan(50);
});
