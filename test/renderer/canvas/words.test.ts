import { describe, expect, it } from 'vitest';
import {
  linkSays,
  mayOpenConsole,
  nodeSays,
  shortInterface,
  tunnelName,
  tunnelSays,
} from '../../../src-renderer/canvas/words.ts';
import { pretendLinks, pretendNodes, pretendTunnels } from '../pretend-network.ts';

const [r1, r2] = pretendNodes('running');
const names = new Map(pretendNodes('running').map(({ id, name }) => [id, name]));

describe('the topology in words', () => {
  it('abbreviates interfaces as routers do, and leaves what it does not know', () => {
    const short = ['FastEthernet0/0', 'GigabitEthernet0/1', 'Tunnel0', 'eth0'].map(shortInterface);
    expect(short).toEqual(['Fa0/0', 'Gi0/1', 'Tu0', 'eth0']);
  });

  it('says what a node is, its role where it differs, and why it cannot be reached', () => {
    expect(r1 && nodeSays(r1)).toBe('R1, router, dynamips c7200, running.');
    expect(r2 && nodeSays({ ...r2, role: 'HUB', state: 'unreachable', reason: 'connection refused.' })).toBe(
      'R2, router, role HUB, dynamips c7200, unreachable: connection refused.',
    );
  });

  it('says links and tunnels from end to end', () => {
    const [link] = pretendLinks();
    expect(link && linkSays(link, names)).toBe(
      'R1 FastEthernet0/0 with address 172.16.0.1/30 to R2 FastEthernet0/0 with address 172.16.0.2/30.',
    );
    const [tunnel] = pretendTunnels('one end');
    expect(tunnel && tunnelSays(tunnel, names)).toBe(
      'Tunnel from R1 Tunnel0 to R3 Tunnel0: Down. R1 IPsec, line protocol down; R3 GRE',
    );
    expect(tunnel && tunnelName({ ...tunnel, interfaces: ['Tunnel0', 'Tunnel5'] })).toBe('Tunnel0 – Tunnel5');
  });

  it('offers no console of what has none', () => {
    expect(r1 && mayOpenConsole(r1)).toBe(true);
    expect(r1 && mayOpenConsole({ ...r1, platform: 'switch' })).toBe(false);
    expect(r1 && mayOpenConsole({ ...r1, state: 'not simulated' })).toBe(false);
  });
});
