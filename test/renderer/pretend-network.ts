/** The network of the pretended lab, and what is between its routers at each stage of the migration. */
import type {
  ChildView,
  IkeView,
  LinkView,
  NodeView,
  SecurityView,
  TunnelView,
} from '../../src-main/api/contract/laboratory.ts';

/** Where the migration stands. */
export type Stage = 'gre' | 'one end' | 'refused' | 'ipsec';

export function pretendNodes(state: NodeView['state']): NodeView[] {
  const places: [string, number, number][] = [
    ['R1', -300, 0],
    ['R2', 0, 90],
    ['R3', 300, 0],
  ];
  return places.map(([name, x, y]) => ({
    ...{ id: name.toLowerCase(), name, role: name, platform: 'ios' as const, model: 'dynamips c7200' },
    ...{ state, reason: undefined, position: { x, y } },
  }));
}

export function pretendLinks(): LinkView[] {
  const end = (node: string, port: string, address: string) => ({ node, interface: `FastEthernet0/${port}`, address });
  return [
    { id: 'west', ends: [end('r1', '0', '172.16.0.1/30'), end('r2', '0', '172.16.0.2/30')] },
    { id: 'east', ends: [end('r2', '1', '172.16.0.5/30'), end('r3', '0', '172.16.0.6/30')] },
  ];
}

const tunnels: Record<Stage, Pick<TunnelView, 'state' | 'says'>> = {
  gre: { state: 'gre', says: 'GRE on both ends, line protocol up' },
  'one end': { state: 'down', says: 'R1 IPsec, line protocol down; R3 GRE' },
  refused: { state: 'negotiating', says: 'R1 IPsec, negotiating; R3 IPsec, line protocol down' },
  ipsec: { state: 'ipsec', says: 'IPsec on both ends, line protocol up' },
};

export function pretendTunnels(stage: Stage): TunnelView[] {
  return [{ id: 'tunnel0', nodes: ['r1', 'r3'], interfaces: ['Tunnel0', 'Tunnel0'], ...tunnels[stage] }];
}

export function pretendSecurity(stage: Stage): SecurityView {
  const pair = { ends: ['R1', 'R3'] as [string, string], ...between[stage] };
  return { seenAt: '2025-03-01T10:12:57.000Z', pairs: stage === 'gre' ? [] : [pair] };
}

function ike(role: string, state: string, health: IkeView['health']): IkeView {
  const isMade = health === 'established';
  return {
    ...{ role, version: 1, initiator: '172.16.0.1', responder: '172.16.0.6', state, health },
    algorithms: isMade ? 'DES, SHA-1, group 1, pre-shared key' : undefined,
    connectionId: isMade ? '1001' : undefined,
  };
}

function child(role: string, spis: [inbound: string, outbound: string], counters: [number, number]): ChildView {
  return {
    ...{ role, interface: 'Tunnel0', inboundSpi: spis[0], outboundSpi: spis[1] },
    ...{ isInboundMatched: true, isOutboundMatched: true, transform: 'esp-3des esp-sha-hmac', mode: 'tunnel' },
    ...{ protocol: 'esp', cipher: '3des', integrity: 'sha1' },
    ...{ localSelector: '0.0.0.0/0', remoteSelector: '0.0.0.0/0', encaps: counters[0], decaps: counters[1] },
    remaining: '4506912 kB, 3402 s',
  };
}

type Between = Pick<SecurityView['pairs'][number], 'ike' | 'children' | 'mismatches'>;

const between: Record<Stage, Between> = {
  gre: { ike: [], children: [], mismatches: [] },
  'one end': { ike: [ike('R1', 'MM_NO_STATE', 'negotiating')], children: [], mismatches: ['R3 shows no IKE at all.'] },
  refused: {
    ike: [ike('R1', 'MM_KEY_EXCH', 'negotiating'), ike('R3', 'MM_KEY_EXCH', 'negotiating')],
    ...{ children: [], mismatches: ['Neither router has an ESP association.'] },
  },
  ipsec: {
    ike: [ike('R1', 'QM_IDLE', 'established'), ike('R3', 'QM_IDLE', 'established')],
    children: [
      child('R1', ['0x5351D51E', '0x8CAD44D1'], [10, 10]),
      child('R3', ['0x8CAD44D1', '0x5351D51E'], [10, 10]),
    ],
    mismatches: [],
  },
};
