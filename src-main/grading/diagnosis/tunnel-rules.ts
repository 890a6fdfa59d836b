/** What is wrong with the tunnels themselves. While only one end is protected nothing is negotiated at all. */
import type { ConfiguredInterface } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
import { endpointOf } from './protection.ts';
import { configurationQuotes, logQuotes, profileNamed, tunnelOf, type Side, type Sides } from './side.ts';
import type { Quote } from '../verdict.ts';

const EVERYTHING_AFTER = ['line', 'ike', 'child', 'traffic'] as const;

interface TunnelEnd {
  side: Side;
  tunnel: ConfiguredInterface;
}

/** Both ends, or nothing where one of them does not show its tunnel. */
function endsOf(sides: Sides, exercise: Exercise): [TunnelEnd, TunnelEnd] | undefined {
  const [a, b] = sides.map((side) => tunnelOf(side, exercise));
  return a && b ? [{ side: sides[0], tunnel: a }, { side: sides[1], tunnel: b }] : undefined; // prettier-ignore
}

const quotesAt = ({ side, tunnel }: TunnelEnd, ...fields: string[]): Quote[] =>
  configurationQuotes(side, tunnel.line, ...fields.map((field) => tunnel.at[field]));

export const shutdown: Rule = {
  id: 'TUN-SHUT',
  title: 'A tunnel interface is shut down',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    const shut = ends?.filter(({ tunnel }) => tunnel.isShutdown) ?? [];
    const [first] = shut;
    if (!ends) return undefined;
    if (!first) return ruledOut('no tunnel interface is shut down', ends.flatMap((end) => quotesAt(end)));
    const who = shut.map(({ side, tunnel }) => `${tunnel.name} of ${side.role}`).join(' and ');
    return fault(
      `${who} is administratively down. While it is, nothing goes through the tunnel and nothing is negotiated for it.`,
      [
        `Look at the configuration of the interface on ${first.side.role}, and bring it up.`,
        '`show ip interface brief` tells "administratively down" from a tunnel that has no way to its destination.',
        `On ${first.side.role}: \`interface ${first.tunnel.name}\`, then \`no shutdown\`.`,
      ],
      shut.flatMap((end) => quotesAt(end, 'isShutdown')),
    );
  },
}; // prettier-ignore

export const wrongPeer: Rule = {
  id: 'P1-PEER',
  title: 'A tunnel goes to the wrong address',
  explains: EVERYTHING_AFTER,
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    if (!ends) return undefined;
    // A tunnel with many ends has no destination.
    const single = ends.filter(({ tunnel }) => !modeOf(tunnel).includes('multipoint'));
    const astray = single.filter(
      (end) => !wantedEnds(end, sides, exercise).includes(end.tunnel.tunnelDestination ?? ''),
    );
    const [first] = astray;
    const quotes = (of: TunnelEnd[]): Quote[] => of.flatMap((end) => quotesAt(end, 'tunnelDestination').slice(-1));
    if (!first) return ruledOut('each tunnel ends at the other router', quotes(ends));
    const { side, tunnel } = first;
    return fault(
      `The destination of ${side.role}'s ${tunnel.name} is ${tunnel.tunnelDestination ?? 'not set'}, which is not where the tunnel of ${side.peer} ends. Whatever ${side.role} sends goes elsewhere, its IKE messages too.`,
      [
        `Compare the tunnel destination on ${side.role} with the source of the tunnel on ${side.peer}.`,
        `The tunnel of ${side.peer} comes from ${wantedEnds(first, sides, exercise).join(' or ')}.`,
        `On ${side.role}, under \`interface ${tunnel.name}\`: \`tunnel destination ${wantedEnds(first, sides, exercise)[0] ?? 'PEER'}\`.`,
      ],
      quotes(astray),
    );
  },
};

/** Where the tunnel of the other end comes from; any of its addresses where that is not known. */
function wantedEnds({ side }: TunnelEnd, sides: Sides, exercise: Exercise): string[] {
  const other = sides.find(({ role }) => role === side.peer);
  const source = other && endpointOf(other, exercise);
  const own = source !== undefined && side.peerAddresses.includes(source) ? [source] : side.peerAddresses;
  return [...own, ...side.translators.map(({ address }) => address)];
}

export const oneSided: Rule = {
  id: 'TUN-PROT-ONESIDE',
  title: 'Only one end of the tunnel is protected',
  explains: ['tunnel', 'clear', ...EVERYTHING_AFTER],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    if (!ends) return undefined;
    const protectedEnds = ends.filter(({ tunnel }) => tunnel.tunnelProtection !== undefined);
    const bare = ends.find(({ tunnel }) => tunnel.tunnelProtection === undefined);
    const [guarded] = protectedEnds;
    if (!guarded) return undefined;
    if (!bare) return ruledOut('both ends of the tunnel are protected', ends.flatMap((end) => quotesAt(end, 'tunnelProtection').slice(-1))); // prettier-ignore
    return oneSidedFault(guarded, bare);
  },
};

export const noProtection: Rule = {
  id: 'TUN-PROT-NONE',
  title: 'Neither end of the tunnel is protected',
  explains: ['ike', 'child', 'clear'],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    if (!ends || ends.some(({ tunnel }) => tunnel.tunnelProtection !== undefined)) return undefined;
    return fault(
      `No IPsec profile is applied to the tunnel, neither on ${sides[0].role} nor on ${sides[1].role}. What is defined and not applied protects nothing, and nothing is negotiated.`,
      [
        'Apply a protection to the tunnel interfaces of both routers, and give them the mode that the lab asks for.',
        'Look under the tunnel interfaces of both: is there a line `tunnel protection`?',
        'Under the tunnel interface of both: `tunnel protection ipsec profile NAME`, and for a VTI `tunnel mode ipsec ipv4`.',
      ],
      ends.flatMap((end) => quotesAt(end, 'tunnelMode')),
    );
  },
};

function oneSidedFault(guarded: TunnelEnd, bare: TunnelEnd): Finding {
  const [here, there] = [guarded.side.role, bare.side.role];
  const isClear = (bare.tunnel.tunnelMode ?? 'gre ip').startsWith('gre');
  return fault(
    `${here}'s ${guarded.tunnel.name} is protected by an IPsec profile, ${there}'s ${bare.tunnel.name} is not. ${there} does not negotiate at all${isClear ? `, and sends its packets as GRE in clear, which ${here} drops because they are not encrypted` : ''}.`,
    [
      `Both ends of a tunnel need the same mode and a protection. See what ${here} has under its tunnel interface and ${there} has not.`,
      `Compare \`show running-config interface ${guarded.tunnel.name}\` on ${here} with ${bare.tunnel.name} on ${there}.`,
      `On ${there}, under \`interface ${bare.tunnel.name}\`: \`tunnel protection ipsec profile NAME\`, and the mode that ${here} has.`,
    ],
    [
      ...quotesAt(bare, 'tunnelMode'),
      ...quotesAt(guarded, 'tunnelMode', 'tunnelProtection'),
      ...logQuotes(
        guarded.side,
        (one) =>
          one.source === 'syslog' && one.event.kind === 'not-ipsec' && guarded.side.peerAddresses.includes(one.event.source),
      ),
    ],
  );
} // prettier-ignore

const kindOf = (mode: string): string => (mode.startsWith('gre') ? 'gre' : mode);

const modeOf = ({ tunnelMode = 'gre ip' }: ConfiguredInterface): string => tunnelMode;

export const modesDiffer: Rule = {
  id: 'TUN-MODE',
  title: 'The modes of the tunnel differ',
  explains: ['tunnel', 'line', 'child', 'traffic'],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    if (!ends) return undefined;
    const [a, b] = ends;
    // With a protection at one end alone the modes are part of that.
    if ((a.tunnel.tunnelProtection === undefined) !== (b.tunnel.tunnelProtection === undefined)) return undefined;
    const quotes = ends.flatMap((end) => quotesAt(end, 'tunnelMode').slice(-1));
    const [here, there] = [modeOf(a.tunnel), modeOf(b.tunnel)];
    // A hub has many far ends where a spoke has one: what they send each other is the same.
    if (kindOf(here) === kindOf(there)) return ruledOut(`both tunnels are in mode ${here}`, quotes);
    return fault(
      `${a.side.role}'s tunnel is in mode "${modeOf(a.tunnel)}" and ${b.side.role}'s in mode "${modeOf(b.tunnel)}". With GRE only the packets between the two routers are to be protected, with IPsec everything that is routed into the tunnel: the two cannot agree on what to protect.`,
      [
        'Give the tunnel interfaces on both routers the same mode. Without a line of its own a tunnel is GRE.',
        'Compare `tunnel mode` under the tunnel interfaces, and the `ident` lines of `show crypto ipsec sa` on both.',
        `Under both tunnel interfaces the same line: \`tunnel mode ${modeOf(a.tunnel).startsWith('ipsec') ? modeOf(a.tunnel) : modeOf(b.tunnel)}\`.`,
      ],
      quotes,
    );
  },
};

export const profileUndefined: Rule = {
  id: 'TUN-PROFILE-UNDEF',
  title: 'The profile of a tunnel leads to nothing',
  explains: ['profile', 'tunnel', ...EVERYTHING_AFTER],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise)?.filter(({ tunnel }) => tunnel.tunnelProtection !== undefined);
    if (!ends || ends.length === 0) return undefined;
    const faults = ends.flatMap((end) => whatIsMissing(end) ?? []);
    return faults[0] ?? ruledOut('every profile in use leads to a transform set', ends.flatMap(profileQuotes));
  },
};

function profileQuotes({ side, tunnel }: TunnelEnd): Quote[] {
  const profile = profileNamed(side, tunnel.tunnelProtection);
  return configurationQuotes(side, profile?.at['transformSets'] ?? profile?.line);
}

function whatIsMissing(end: TunnelEnd): Finding {
  const { side, tunnel } = end;
  const name = tunnel.tunnelProtection ?? '';
  const profile = profileNamed(side, name);
  const mend = [
    `Follow the names on ${side.role}: tunnel, profile, transform set. Each must be spelled the same where it is defined and where it is used.`,
    `${tunnel.name} uses the profile ${name}: \`show crypto ipsec profile\` and \`show crypto ipsec transform-set\` on ${side.role}.`,
    `On ${side.role}: \`crypto ipsec profile ${name}\`, and under it \`set transform-set NAME\` with a set that is defined.`,
  ];
  const use = quotesAt(end, 'tunnelProtection').slice(-1);
  if (!profile) return fault(`${side.role}'s ${tunnel.name} is protected by the profile ${name}, and ${side.role} has no profile of that name.`, mend, use); // prettier-ignore
  const quotes = [...use, ...profileQuotes(end)];
  if (profile.transformSets.length === 0) return fault(`${side.role}'s profile ${name} names no transform set: it does not say how packets are to be protected.`, mend, quotes); // prettier-ignore
  const defined = side.configuration?.records[0]?.transformSets ?? [];
  const missing = profile.transformSets.filter((set) => !defined.some((one) => one.name === set));
  if (missing.length < profile.transformSets.length) return undefined;
  return fault(`${side.role}'s profile ${name} names the transform set ${missing.join(', ')}, which is not defined on ${side.role}.`, mend, quotes); // prettier-ignore
}

/** Two tunnels of one router with the same ends, one of them in clear. */
export const sharedEnds: Rule = {
  id: 'TUN-SHARED-ENDPOINT',
  title: 'A plain tunnel and a protected one have the same ends',
  explains: ['tunnel', 'line', 'ike', 'child', 'traffic', 'clear'],
  find(sides, exercise) {
    return sides.map((side) => sharedAt(side, exercise)).find((one) => one !== undefined);
  },
};

function sharedAt(side: Side, exercise: Exercise): Finding {
  const own = tunnelOf(side, exercise);
  const all = (side.configuration?.records[0]?.interfaces ?? []).filter(({ name, isShutdown }) => /^tunnel/i.test(name) && !isShutdown); // prettier-ignore
  const twins = all.filter((one) => own && one.tunnelDestination === own.tunnelDestination && one.tunnelSource === own.tunnelSource && one.tunnelKey === own.tunnelKey); // prettier-ignore
  const bare = twins.find(({ tunnelProtection }) => tunnelProtection === undefined);
  const guarded = twins.find(({ tunnelProtection }) => tunnelProtection !== undefined);
  if (!own || !bare || !guarded) return undefined;
  return fault(
    `On ${side.role} ${bare.name} (plain) and ${guarded.name} (protected) have the same source and destination. What arrives from ${own.tunnelDestination ?? 'there'} is claimed by the protected one, which drops what is not encrypted; the plain one goes dead.`,
    [
      'A router tells the packets of two tunnels apart by their outer addresses.',
      `Compare \`tunnel source\` and \`tunnel destination\` of ${bare.name} and ${guarded.name} on ${side.role}.`,
      'Give one of the two another source on both routers, for example a loopback of its own, or shut the old one down.',
    ],
    [
      ...configurationQuotes(
        side,
        bare.line,
        bare.at['tunnelDestination'],
        guarded.line,
        guarded.at['tunnelDestination'],
      ),
      ...logQuotes(side, (one) => one.source === 'syslog' && one.event.kind === 'not-ipsec'),
    ],
  );
}

export const keysOfTunnels: Rule = {
  id: 'TUN-KEY',
  title: 'The keys of the tunnels differ',
  explains: ['tunnel', 'traffic', 'route'],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise);
    if (!ends) return undefined;
    const [a, b] = ends;
    if (a.tunnel.tunnelKey === b.tunnel.tunnelKey) return undefined;
    const textOf = ({ tunnelKey }: ConfiguredInterface): string =>
      tunnelKey === undefined ? 'none' : String(tunnelKey);
    return fault(
      `${a.side.role}'s ${a.tunnel.name} has the key ${textOf(a.tunnel)}, ${b.side.role}'s ${b.tunnel.name} has ${textOf(b.tunnel)}. The key goes into every GRE packet, and a packet with another key is for no tunnel that the other router knows. No message says so: IPsec is up, one end counts what it encrypts and the other what it decrypts, and nothing comes out.`,
      [
        'Something in the GRE header keeps the packets from being taken, after they have been decrypted.',
        'Compare the lines under the tunnel interfaces of both routers, one by one.',
        `The same line under both tunnel interfaces: \`tunnel key ${a.tunnel.tunnelKey ?? b.tunnel.tunnelKey ?? 'NUMBER'}\`, or none on both.`,
      ],
      ends.flatMap((end) => quotesAt(end, 'tunnelKey')),
    );
  },
};

/** Protected at both ends and GRE at both, where the lab wants a virtual tunnel interface. */
export const defaultMode: Rule = {
  id: 'TUN-DEFAULTMODE',
  title: 'The tunnels are protected, and still GRE',
  explains: ['mode'],
  find(sides, exercise) {
    const ends = endsOf(sides, exercise)?.filter(({ tunnel }) => tunnel.tunnelProtection !== undefined && modeOf(tunnel).startsWith('gre')); // prettier-ignore
    if (ends?.length !== 2) return undefined;
    return fault(
      'Both tunnels are protected and neither has a line `tunnel mode ipsec ipv4`: they are GRE tunnels, protected by IPsec. That works, with 24 bytes more on every packet and the identities of GRE (protocol 47) in the associations; it is not the virtual tunnel interface that is asked for.',
      [
        'Protection does not change what a tunnel is.',
        'Look at the `ident` lines of `show crypto ipsec sa`: what is the protocol in them?',
        'Under both tunnel interfaces: `tunnel mode ipsec ipv4`.',
      ],
      ends.flatMap((end) => quotesAt(end, 'tunnelProtection')),
    );
  },
};

/** The room that a protected tunnel leaves in a packet of 1500 bytes, for which hosts and routers must be told. */
const ROOM = 1400;

export const packetSize: Rule = {
  id: 'TUN-MTU',
  title: 'The tunnel does not say how large its packets may be',
  explains: ['size'],
  find(sides, exercise) {
    const wrong = endsOf(sides, exercise)?.filter(({ tunnel }) => (tunnel.ipMtu ?? 1500) > 1450 || tunnel.adjustMss === undefined); // prettier-ignore
    const [first] = wrong ?? [];
    if (!wrong || !first) return undefined;
    const missing = wrong.map(({ side, tunnel }) => `${side.role} (ip mtu ${tunnel.ipMtu ?? 'not set'}, ip tcp adjust-mss ${tunnel.adjustMss ?? 'not set'})`); // prettier-ignore
    return fault(
      `The tunnel interface of ${missing.join(' and ')} takes packets as large as the line beneath it, and IPsec adds some 60 to 80 bytes. Small pings pass; large packets are cut into pieces or dropped, and TCP hangs where nobody hears of it.`,
      [
        'What fits into the line does not fit into the tunnel on the line.',
        'Which size still passes with the DF bit set? `plaintext mtu` in `show crypto ipsec sa` tells what the router reckons with.',
        `Under the tunnel interface on both: \`ip mtu ${ROOM}\` and \`ip tcp adjust-mss ${ROOM - 40}\`.`,
      ],
      wrong.flatMap((end) => quotesAt(end, 'ipMtu', 'adjustMss')),
    );
  },
};
