import { describe, expect, it } from 'vitest';
import type { SecurityView, TunnelView } from '../../src-main/api/contract/laboratory.ts';
import { routersOf, securityOf, tunnelsBetween, type SecurityState, type Shown, type TunnelState } from '../../src-main/grading/security.ts'; // prettier-ignore
import { both, broken, exercise, halfMigrated, migrated, plainGre, type PaperNetwork } from './paper-network.ts';
import { answer } from './paper-router.ts';

const commands = ['show crypto isakmp sa', 'show crypto isakmp sa detail', 'show crypto ipsec sa', 'show interfaces Tunnel0']; // prettier-ignore
const routers = routersOf(exercise);

function shown(network: PaperNetwork): Shown[] {
  return both(network).flatMap((one) => commands.map((command) => ({ router: one.name, command, text: answer(one, command) }))); // prettier-ignore
}

const tunnel = (network: PaperNetwork): TunnelState | undefined => tunnelsBetween(routers, shown(network))[0];

describe('the shape', () => {
  it('is what the window is shown', () => {
    const security: SecurityView = securityOf(
      routers,
      shown(migrated()),
      '2026-01-01T00:00:00Z',
    ) satisfies SecurityState;
    const tunnels: TunnelView[] = tunnelsBetween(routers, shown(migrated()));
    expect(security.seenAt).toBe('2026-01-01T00:00:00Z');
    expect(tunnels).toHaveLength(1);
  });
});

describe('the security of two routers', () => {
  it('has both ends side by side, each SPI matched', () => {
    const { pairs } = securityOf(routers, shown(migrated()));
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({
      ends: ['R1', 'R3'],
      mismatches: [],
      ike: ['R1', 'R3'].map((role) => ({ role, version: 1, initiator: '172.16.0.1', responder: '172.16.0.6', state: 'QM_IDLE ACTIVE', health: 'established', algorithms: 'des sha1, group 1, psk', connectionId: '1002' })), // prettier-ignore
      children: [
        { role: 'R1', inboundSpi: '0x5351D51E', outboundSpi: '0xB1677585', isInboundMatched: true, isOutboundMatched: true },
        { role: 'R3', transform: 'esp 3des sha1', mode: 'tunnel', localSelector: 'any', remoteSelector: 'any', remaining: '3379 s, 4540862 kB' },
      ],
    }); // prettier-ignore
  });

  it('tells in words what does not match', () => {
    const network = migrated();
    for (const one of network.R3.children) one.inbound = 0x1234;
    const spis = securityOf(routers, shown(network)).pairs[0];
    expect(spis?.children[0]).toMatchObject({ isOutboundMatched: false, isInboundMatched: true });
    expect(spis?.mismatches).toEqual(['IPsec SPI: R1 sends with 0xB1677585, R3 does not know it']);
    network.R3.children = [];
    expect(securityOf(routers, shown(network)).pairs[0]?.mismatches).toEqual(['R1 has IPsec associations that R3 does not have']); // prettier-ignore
  });

  it('shows an attempt that one end alone knows of', () => {
    const [pair] = securityOf(routers, shown(halfMigrated())).pairs;
    expect(pair?.ike).toMatchObject([{ role: 'R1', health: 'negotiating', algorithms: undefined }]);
    expect(pair?.children).toEqual([]);
    expect(pair?.mismatches).toEqual(['R1 has an IKE association in MM_NO_STATE ACTIVE that R3 does not have']);
  });

  it('has no two ideas of who began where both have, and neither has come to an end', () => {
    const network = halfMigrated();
    network.R3.ike = [{ destination: '172.16.0.1', source: '172.16.0.6', state: 'MM_NO_STATE', id: 0 }];
    expect(securityOf(routers, shown(network)).pairs[0]?.mismatches).toEqual(['R1 and R3 have each begun to negotiate, and neither has come to an end']); // prettier-ignore
  });

  it('is nothing where there is none, and where nothing was looked at', () => {
    expect(securityOf(routers, shown(plainGre())).pairs).toEqual([]);
    expect(securityOf(routers, [])).toEqual({ seenAt: undefined, pairs: [] });
  });

  it('counts the latest answer, and takes a refusal for none', () => {
    const later = shown(plainGre());
    expect(securityOf(routers, [...shown(migrated()), ...later]).pairs).toEqual([]);
    const refused = shown(migrated()).map((one) => ({ ...one, text: "% Invalid input detected at '^' marker.\n" }));
    expect(securityOf(routers, refused).pairs).toEqual([]);
  });
});

describe('the tunnel between two routers', () => {
  it.each([
    ['gre', plainGre(), 'R1 GRE; R3 GRE'],
    ['negotiating', halfMigrated(), 'R1 IPsec, line protocol down; R3 GRE'],
    ['negotiating', broken(() => undefined, 'MM_KEY_EXCH'), 'R1 IPsec, line protocol down; R3 IPsec, line protocol down'], // prettier-ignore
    ['ipsec', migrated(), 'R1 IPsec; R3 IPsec'],
  ])('is %s', (state, network, says) => {
    expect(tunnel(network)).toMatchObject({ state, says, interfaces: ['Tunnel0', 'Tunnel0'] });
  });

  it('is down when an end is shut down, or nobody tries', () => {
    const shut = plainGre();
    shut.R3.tunnel = { ...shut.R3.tunnel, isShut: true, line: 'down' };
    expect(tunnel(shut)).toMatchObject({ state: 'down', says: 'R1 GRE; R3 GRE, administratively down' });
    expect(tunnel(broken((network) => both(network).forEach((one) => (one.ike = []))))?.state).toBe('down');
    const halfShut = broken(() => undefined, 'MM_NO_STATE');
    halfShut.R3.tunnel = { ...halfShut.R3.tunnel, isShut: true, line: 'down' };
    expect(tunnel(halfShut)?.state).toBe('down');
  });

  it('is unknown before anybody looked, and joins the nodes of the topology', () => {
    const [only] = tunnelsBetween(routers, []);
    const nodes = ['R1', 'R3'].map((name) => exercise.roles.find((role) => role.name === name)?.node);
    expect(only).toMatchObject({ state: 'unknown', nodes, says: 'R1 not looked at yet; R3 not looked at yet' });
  });

  it('is found by where it leads when the networks are not known', () => {
    const unknown = routers.map((one) => ({ ...one, tunnels: one.tunnels.map(({ name }) => ({ name, network: undefined })) })); // prettier-ignore
    expect(tunnelsBetween(unknown, shown(plainGre()))).toHaveLength(1);
    expect(tunnelsBetween(unknown, [])).toEqual([]);
  });
});
