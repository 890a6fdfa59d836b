import { expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

it('is configured before there is an address, and starts with the first one', async () => {
  const { clock, r1, r2 } = bareConsoles();
  const process = 'router ospf 1\nnetwork 10.0.12.0 0.0.0.255 area 0';
  const port = (address: string): string => `interface f0/0\nip address ${address} 255.255.255.0\nno shutdown`;
  expect(await r1.configure(`${process}\n${port('10.0.12.1')}`)).toEqual([]);
  expect(await r2.configure(`router ospf 1\nrouter-id 2.2.2.2\n${process}\n${port('10.0.12.2')}`)).toEqual([]);
  expect(r1.messages.map((text) => text.replace(/^.*?%/, '%'))).toContain(
    '%OSPF-4-NORTRID: OSPF process 1 failed to allocate unique router-id and cannot start',
  );
  clock.runUntil(120_000);
  expect(await r1.type('show ip ospf neighbor')).toContain('2.2.2.2');
  expect(await r2.type('show ip ospf neighbor')).toContain('10.0.12.1');
});

it('writes its networks with the most specific first, and one that is typed again stays where it was', async () => {
  const { r1 } = bareConsoles();
  const [wide, first, second] = [
    '0.0.0.0 255.255.255.255 area 0',
    '192.0.2.0 0.0.0.255 area 0',
    '10.1.0.0 0.0.0.255 area 1',
  ];
  const typed = [wide, first, second, first].map((one) => `network ${one}`).join('\n');
  expect(await r1.configure(`router ospf 1\nrouter-id 1.1.1.1\n${typed}`)).toEqual([]);
  expect(r1.configuration).toContain([first, second, wide].map((one) => ` network ${one}\n`).join(''));
});
