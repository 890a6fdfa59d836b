import { describe, expect, it } from 'vitest';
import { AsaLab } from './asa-lab.ts';

const firewallText = `hostname FW
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 203.0.113.1 255.255.255.0
 no shutdown
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address 10.0.0.1 255.255.255.0
 no shutdown
router ospf 1
 network 10.0.0.0 255.255.255.0 area 0
 log-adj-changes
 default-information originate always
`;

const routerText = `hostname R
interface FastEthernet0/0
 ip address 10.0.0.2 255.255.255.0
interface FastEthernet0/1
 ip address 10.2.0.1 255.255.255.0
interface Loopback0
 ip address 10.3.0.1 255.255.255.255
router ospf 7
 network 10.0.0.0 0.255.255.255 area 0
`;

async function start(): Promise<{
  lab: AsaLab;
  firewall: ReturnType<AsaLab['firewall']>;
  router: ReturnType<AsaLab['router']>;
}> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  const router = lab.router('R');
  lab.connect(firewall, 'GigabitEthernet0/1', router, 'FastEthernet0/0');
  expect(await firewall.boot(firewallText)).toEqual([]);
  expect(await router.boot(routerText)).toEqual([]);
  await lab.pass(90_000);
  return { lab, firewall, router };
}

describe('OSPF on a firewall', () => {
  it('becomes a neighbour of a router, and both learn routes', async () => {
    const { lab, firewall, router } = await start();
    expect(await lab.output(firewall, 'show ospf neighbor')).toMatch(
      /10\.3\.0\.1 +1 +FULL\/\S+ +0:00:\d\d +10\.0\.0\.2 +inside/,
    );
    expect(await lab.output(firewall, 'show route ospf')).toMatch(
      /O {8}10\.3\.0\.1 255\.255\.255\.255 \[110\/11\] via 10\.0\.0\.2, 00:\d\d:\d\d, inside/,
    );
    expect(await lab.output(router, 'show ip route')).toContain('O*E2 0.0.0.0/0 [110/1] via 10.0.0.1');
  });

  it('is written as it was typed, and goes with its line', async () => {
    const { lab, firewall } = await start();
    expect(await lab.output(firewall, 'show running-config')).toContain(
      [
        'router ospf 1',
        ' network 10.0.0.0 255.255.255.0 area 0',
        ' log-adj-changes',
        ' default-information originate always',
        '!',
      ].join('\n'),
    );
    await lab.typed(firewall, 'configure terminal\rno router ospf 1\rend\r');
    expect(await lab.output(firewall, 'show ospf neighbor')).not.toContain('FULL');
  });
});
