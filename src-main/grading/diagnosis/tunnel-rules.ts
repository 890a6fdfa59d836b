/** What is wrong with the tunnels themselves. While only one end is protected nothing is negotiated at all. */
import type { ConfiguredInterface } from '../../parsers/ios/configuration.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { fault, ruledOut, type Finding, type Rule } from './rule.ts';
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
      `Look at the configuration of the interface on ${first.side.role}, and bring it up.`,
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
    const astray = ends.filter(({ side, tunnel }) => !side.peerAddresses.includes(tunnel.tunnelDestination ?? ''));
    const [first] = astray;
    const quotes = (of: TunnelEnd[]): Quote[] => of.flatMap((end) => quotesAt(end, 'tunnelDestination').slice(-1));
    if (!first) return ruledOut('each tunnel ends at the other router', quotes(ends));
    const { side, tunnel } = first;
    return fault(
      `The destination of ${side.role}'s ${tunnel.name} is ${tunnel.tunnelDestination ?? 'not set'}, which is no address of ${side.peer}. Whatever ${side.role} sends goes elsewhere, its IKE messages too.`,
      `Compare the tunnel destination on ${side.role} with the source of the tunnel on ${side.peer}.`,
      quotes(astray),
    );
  },
};

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
      'Apply a protection to the tunnel interfaces of both routers, and give them the mode that the lab asks for.',
      ends.flatMap((end) => quotesAt(end, 'tunnelMode')),
    );
  },
};

function oneSidedFault(guarded: TunnelEnd, bare: TunnelEnd): Finding {
  const [here, there] = [guarded.side.role, bare.side.role];
  const isClear = (bare.tunnel.tunnelMode ?? 'gre ip').startsWith('gre');
  return fault(
    `${here}'s ${guarded.tunnel.name} is protected by an IPsec profile, ${there}'s ${bare.tunnel.name} is not. ${there} does not negotiate at all${isClear ? `, and sends its packets as GRE in clear, which ${here} drops because they are not encrypted` : ''}.`,
    `Both ends of a tunnel need the same mode and a protection. See what ${here} has under its tunnel interface and ${there} has not.`,
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
    if (modeOf(a.tunnel) === modeOf(b.tunnel)) return ruledOut(`both tunnels are in mode ${modeOf(a.tunnel)}`, quotes);
    return fault(
      `${a.side.role}'s tunnel is in mode "${modeOf(a.tunnel)}" and ${b.side.role}'s in mode "${modeOf(b.tunnel)}". With GRE only the packets between the two routers are to be protected, with IPsec everything that is routed into the tunnel: the two cannot agree on what to protect.`,
      'Give the tunnel interfaces on both routers the same mode. Without a line of its own a tunnel is GRE.',
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
  const mend = `Follow the names on ${side.role}: tunnel, profile, transform set. Each must be spelled the same where it is defined and where it is used.`;
  const use = quotesAt(end, 'tunnelProtection').slice(-1);
  if (!profile) return fault(`${side.role}'s ${tunnel.name} is protected by the profile ${name}, and ${side.role} has no profile of that name.`, mend, use); // prettier-ignore
  const quotes = [...use, ...profileQuotes(end)];
  if (profile.transformSets.length === 0) return fault(`${side.role}'s profile ${name} names no transform set: it does not say how packets are to be protected.`, mend, quotes); // prettier-ignore
  const defined = side.configuration?.records[0]?.transformSets ?? [];
  const missing = profile.transformSets.filter((set) => !defined.some((one) => one.name === set));
  if (missing.length < profile.transformSets.length) return undefined;
  return fault(`${side.role}'s profile ${name} names the transform set ${missing.join(', ')}, which is not defined on ${side.role}.`, mend, quotes); // prettier-ignore
}
