/** `Crypto Session Details` below the tunnels of `show dmvpn detail`. */
import { put } from '../parsed.ts';
import type { Records } from '../records.ts';
import { rule, type Groups, type Rule } from '../rules.ts';
import { appended, hexadecimal, integer, named, words } from '../values.ts';
import type { Dmvpn, DmvpnSession } from './dmvpn.ts';
import { DIRECTION, directionOf, type Direction } from './flow-direction.ts';

interface State extends Records<Dmvpn> {
  isInSessions: boolean;
}

function sessionOf({ last, isInSessions }: State): DmvpnSession | undefined {
  return isInSessions ? last?.sessions.at(-1) : undefined;
}

type SessionFields = { [Name in keyof DmvpnSession]?: DmvpnSession[Name] | undefined };

function says<G extends Groups>(pattern: RegExp, fields: (groups: G, session: DmvpnSession) => SessionFields): Rule<State, G> {
  return rule<State, G>(
    pattern,
    (state, groups, line) => {
      const session = sessionOf(state);
      if (session) put(session, line, fields(groups, session));
    },
    (state) => sessionOf(state) !== undefined,
  );
} // prettier-ignore

type IkeLine = ['1' | '2' | undefined, string, string, string, string, string];

export const SESSION_RULES: Rule<State>[] = [
  rule<State>(
    /^Crypto Session Details:$/,
    (state) => (state.isInSessions = true),
    ({ last }) => last !== undefined,
  ),
  rule<State, [string]>(
    /^Interface: (\S+)$/,
    (state, [name], line) => {
      const owner = state.all.find((one) => one.interface === name) ?? state.last;
      state.last = owner;
      owner?.sessions.push({ line, at: {}, interface: name, flows: [] });
    },
    ({ isInSessions }) => isInSessions,
  ),
  says<[string]>(/^Session: \[(0x[0-9A-Fa-f]+)\]$/, ([handle]) => ({ handle })),
  says<[string]>(/^Session ID: (\d+)$/, ([id]) => ({ sessionId: integer(id) })),
  says<IkeLine>(
    /^IKE(?:v([12]))? SA: local (\S+)\/(\d+) remote (\S+)\/(\d+) (\S+)$/,
    ([version, local, localPort, remote, remotePort, ikeState]) => ({
      ikeVersion: version === '2' ? 2 : 1,
      local,
      localPort: integer(localPort),
      remote,
      remotePort: integer(remotePort),
      ikeState,
    }),
  ),
  says<[string, string, string]>(/^Capabilities: ?(\S+) connid:(\d+) lifetime:(\S+)$/, ([letters, id, lifetime]) => ({
    capabilities: named(letters),
    connectionId: integer(id),
    lifetime,
  })),
  says<[string]>(/^Crypto Session Status: (\S+)$/, ([status]) => ({ status })),
  says<[string, string]>(/^fvrf: ?([^,]+),\s*Phase1_id: ?(.+)$/, ([vrf, phase1Id]) => ({
    frontVrf: named(vrf),
    phase1Id: named(phase1Id),
  })),
  says<[string]>(/^IPSEC FLOW: ?(.+)$/, ([flow], { flows }) => ({ flows: appended(flows, words(flow).join(' ')) })),
  says<[string, string]>(/^Active SAs: (\d+), origin: (.+)$/, ([count, origin]) => ({
    activeSas: integer(count),
    origin,
  })),
  says<Direction>(DIRECTION, (groups) =>
    groups[0] === 'In' ? { inbound: directionOf(groups) } : { outbound: directionOf(groups) },
  ),
  says<[string, string]>(/^Outbound SPI ?: (0x *[0-9A-Fa-f]+), transform ?: (.+)$/, ([spi, transforms]) => ({
    outboundSpi: hexadecimal(spi.replaceAll(' ', '')),
    transforms: words(transforms),
  })),
  says<[string]>(/^Socket State: (.+)$/, ([socketState]) => ({ socketState })),
  rule<State>(
    /^Pending DMVPN Sessions:$/,
    () => true,
    ({ last }) => last !== undefined,
  ),
  rule<State>(
    /^!?There are no .*$/,
    () => true,
    ({ isInSessions }) => isInSessions,
  ),
];
