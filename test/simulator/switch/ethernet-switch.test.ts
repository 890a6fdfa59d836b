import { describe, expect, it } from 'vitest';
import { parseBpdu } from '../../../src-main/simulator/wire/bpdu.ts';
import { vlanOf } from '../../../src-main/simulator/wire/vlan.ts';
import { SwitchLab } from './switch-lab.ts';

describe('switches with VLANs', () => {
  it('take every line of their configuration, and write it back', async () => {
    const lab = await SwitchLab.start();
    expect(lab.network.shortfalls).toEqual([]);
    const shown = await lab.type('SW1', 'show running-config');
    expect(shown).toMatchSnapshot();
    const again = await SwitchLab.start({ SW1: shown.slice(shown.indexOf('version'), shown.indexOf('\nend') + 5) });
    expect(again.network.shortfalls).toEqual([]);
    expect(await again.type('SW1', 'show running-config')).toBe(shown);
  });

  it('carry frames within a VLAN through trunks, with tags', async () => {
    const lab = await SwitchLab.start();
    const tags = new Set<number | undefined>();
    lab.network.links.get('1-2')?.frames.on(({ frame }) => {
      if (parseBpdu(frame) === undefined) tags.add(vlanOf(frame));
    });
    expect(await lab.type('PC1', 'ping 10.1.10.12')).toContain('84 bytes from 10.1.10.12 icmp_seq=5');
    expect(tags.has(10) && !tags.has(undefined)).toBe(true);
    expect(await lab.type('SW1', 'show mac address-table')).toContain('  10    0050.7966.6802    DYNAMIC     Gi0/1');
  });

  it('keep VLANs apart but for the interfaces of VLANs, which route', async () => {
    const lab = await SwitchLab.start();
    expect(await lab.type('PC1', 'ping 10.1.20.13')).toContain('84 bytes from 10.1.20.13 icmp_seq=5 ttl=63');
    await lab.type('SW1', 'configure terminal\rinterface Vlan20\rshutdown\rend');
    expect(await lab.type('PC1', 'ping 10.1.20.13')).not.toContain('bytes from 10.1.20.13');
  });

  it('block what would close a loop, and open it when another way fails', async () => {
    const lab = await SwitchLab.start();
    const before = await lab.type('SW3', 'show spanning-tree vlan 10');
    expect(before).toMatchSnapshot();
    await lab.type('SW1', 'configure terminal\rinterface GigabitEthernet0/1\rshutdown\rend');
    await lab.pass(60_000);
    expect(await lab.type('SW2', 'show spanning-tree vlan 10')).toMatch(/Gi0\/2 +Root FWD/);
    expect(await lab.type('PC1', 'ping 10.1.10.12')).toContain('84 bytes from 10.1.10.12 icmp_seq=5');
  });

  it('show what their ports are', async () => {
    const lab = await SwitchLab.start();
    for (const command of ['vlan brief', 'interfaces status', 'interfaces trunk', 'interfaces Gi0/0 switchport'])
      expect(await lab.type('SW2', `show ${command}`)).toMatchSnapshot();
  });

  it('give a port to the router with no switchport', async () => {
    const lab = await SwitchLab.start();
    const typed = 'configure terminal\rinterface GigabitEthernet0/0\rip address 10.9.9.1 255.255.255.0';
    expect(await lab.type('SW2', typed)).toContain('% IP addresses may not be configured on L2 links.');
    await lab.type('SW2', 'no switchport\rip address 10.1.10.1 255.255.255.0\rend');
    expect(await lab.type('PC2', 'ping 10.1.10.1')).toContain('84 bytes from 10.1.10.1 icmp_seq=5');
  });

  it('refuse by name what they are not', async () => {
    const lab = await SwitchLab.start();
    const typed = await lab.type(
      'SW2',
      'configure terminal\rspanning-tree mode mst\rinterface Gi0/1\rchannel-group 1 mode active',
    );
    expect(typed).toContain('% Invalid input: Multiple spanning trees (mst) are not simulated');
    expect(typed).toContain("% Invalid input: A bundle of links (EtherChannel) is not simulated: 'channel-group'");
  });
});
