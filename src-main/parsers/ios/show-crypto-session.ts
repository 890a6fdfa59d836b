/**
 * show crypto session [detail | brief not | remote A | interface I | …]
 *
 * Never keyed by interface: the same `Interface:` block comes again for every peer (reference/device-output.md
 * section 1). 12.4 says `IKE SA:`, later releases `IKEv1 SA:` and `IKEv2 SA:`.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, keeps, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, named } from '../values.ts';
import type { CryptoSession, SessionFlow, SessionIkeSa } from './crypto-session.ts';
import { DIRECTION, directionOf, type Direction } from './flow-direction.ts';

class Sessions extends Records<CryptoSession> {
  ikeSa: SessionIkeSa | undefined;
  flow: SessionFlow | undefined;
  isDetail = false;
  /** The first half of an IKE SA whose addresses stand on two lines. */
  half: { version: '1' | '2' | undefined; local: string; localPort: string | undefined; line: number } | undefined;

  /** Whether lines are missing that every session, and every flow of this kind of answer, has. */
  get isOpen(): boolean {
    const { last, flow } = this;
    if (!last) return false;
    if (last.peer === undefined || last.status === undefined) return true;
    if (last.flows.length === 0) return this.#lacksFlows(last);
    return flow?.activeSas === undefined || (this.isDetail && flow.outbound === undefined);
  }

  /** A session without flows is idle, and has an IKE SA. */
  #lacksFlows({ status, ikeSas }: CryptoSession): boolean {
    if (status === 'UP-ACTIVE' || ikeSas.length === 0) return true;
    return this.isDetail && this.ikeSa?.connectionId === undefined;
  }

  open(line: number, fields: Partial<CryptoSession>): void {
    this.begin(line, { ...fields, ikeSas: [], flows: [] });
    this.ikeSa = undefined;
    this.flow = undefined;
  }

  /** A peer after another one's flows, without an interface line of its own, is a session on the same interface. */
  openPeer(line: number): void {
    const { last } = this;
    if (last?.peer === undefined) return;
    this.open(line, {});
    for (const name of ['interface', 'profile', 'uptime', 'status'] as const) {
      const at = last.at[name];
      if (at !== undefined) this.set(at, { [name]: last[name] });
    }
  }
}

const hasSession = ({ last }: Sessions): boolean => last !== undefined;

const SESSION = [
  rule<Sessions, [string]>(/^Interface: (.+)$/, (sessions, [name], line) => sessions.open(line, { interface: name })),
  says<CryptoSession, [string]>(/^Profile: ?(.*)$/, ([profile]) => ({ profile: named(profile) })),
  says<CryptoSession, [string]>(/^Group: (.+)$/, ([group]) => ({ group })),
  says<CryptoSession, [string]>(/^Username: (.+)$/, ([username]) => ({ username })),
  says<CryptoSession, [string]>(/^Assigned address: (.+)$/i, ([assignedAddress]) => ({ assignedAddress })),
  says<CryptoSession, [string]>(/^Uptime: (.+)$/, ([uptime]) => ({ uptime })),
  says<CryptoSession, [string]>(/^Session status: (\S+)$/, ([status]) => ({ status })),
  rule<Sessions, [string, string | undefined, string | undefined, string | undefined]>(
    /^Peer: (\S+)(?: port (\d+))?(?: fvrf: (\S+))?(?: ivrf: (\S+))?$/,
    (sessions, [peer, port, fvrf, ivrf], line) => {
      if (!sessions.last) sessions.open(line, {});
      sessions.openPeer(line);
      if (fvrf !== undefined) sessions.isDetail = true;
      sessions.set(line, { peer, peerPort: integer(port), frontVrf: named(fvrf), insideVrf: named(ivrf) });
    },
  ),
  says<CryptoSession, [string]>(/^Desc: ?(.*)$/, ([description]) => ({ description: named(description) })),
  says<CryptoSession, [string]>(/^Phase1_id: ?(.*)$/, ([phase1Id]) => ({ phase1Id: named(phase1Id) })),
  says<CryptoSession, [string]>(/^Session ID: (\d+)$/, ([id]) => ({ sessionId: integer(id) })),
];

type IkeSaLine = ['1' | '2' | undefined, string, string | undefined, string, string | undefined, string];

function addIkeSa(sessions: Sessions, groups: IkeSaLine, line: number): void {
  const [version, local, localPort, remote, remotePort, state] = groups;
  const sa: SessionIkeSa = { line, at: {}, version: version === '2' ? 2 : 1, local, remote, state };
  put(sa, line, { local, remote, state, localPort: integer(localPort), remotePort: integer(remotePort) });
  sessions.ikeSa = sa;
  sessions.last?.ikeSas.push(sa);
}

const IKE_SA = [
  rule<Sessions, IkeSaLine>(
    /^IKE(?:v([12]))? SA: local (\S+?)(?:\/(\d+))?,? +remote (\S+?)(?:\/(\d+))? +(\S+)$/,
    (sessions, groups, line) => addIkeSa(sessions, groups, line),
    hasSession,
  ),
  // Long addresses stand on two lines.
  rule<Sessions, ['1' | '2' | undefined, string, string | undefined]>(
    /^IKE(?:v([12]))? SA: local ([^\s/]+)(?:\/(\d+))?$/,
    (sessions, [version, local, localPort], line) => (sessions.half = { version, local, localPort, line }),
    hasSession,
  ),
  rule<Sessions, [string, string | undefined, string]>(
    /^remote ([^\s/]+)(?:\/(\d+))? +(\S+)$/,
    (sessions, [remote, remotePort, state]) => {
      const { half } = sessions;
      if (!half) return false;
      sessions.half = undefined;
      addIkeSa(sessions, [half.version, half.local, half.localPort, remote, remotePort, state], half.line);
      return true;
    },
    ({ half }) => half !== undefined,
  ),
  rule<Sessions, [string, string, string]>(
    /^Capabilities: ?(\S+) connid:(\d+) lifetime:(\S+)$/,
    ({ ikeSa }, [capabilities, id, lifetime], line) => {
      if (ikeSa) put(ikeSa, line, { capabilities: named(capabilities), connectionId: integer(id), lifetime });
    },
    ({ ikeSa }) => ikeSa !== undefined,
  ),
];

const ENDPOINT = String.raw`host \S+(?: port \S+)?|(?:any|[^\s/]+\/[^\s/]+)(?: port \S+)?`;
const FLOW = new RegExp(String.raw`^IPSEC FLOW: *(permit|deny) +(\S+) +(${ENDPOINT}) +(${ENDPOINT})$`);

const FLOWS = [
  rule<Sessions, [string, string, string, string]>(
    FLOW,
    (sessions, [action, protocol, source, destination], line) => {
      const flow: SessionFlow = { line, at: {}, action, protocol, source, destination };
      put(flow, line, { protocol, source, destination });
      sessions.flow = flow;
      sessions.last?.flows.push(flow);
    },
    hasSession,
  ),
  rule<Sessions, [string, string]>(
    /^Active SAs: (\d+), origin: (.+)$/,
    ({ flow }, [count, origin], line) => {
      if (flow) put(flow, line, { activeSas: integer(count), origin });
    },
    ({ flow }) => flow !== undefined,
  ),
  rule<Sessions, Direction>(
    DIRECTION,
    ({ flow }, groups, line) => {
      const read = directionOf(groups);
      if (flow) put(flow, line, groups[0] === 'In' ? { inbound: read } : { outbound: read });
    },
    ({ flow }) => flow !== undefined,
  ),
];

const LEGEND = [
  passes<Sessions>(/^Crypto session current status$/),
  passes<Sessions>(/^(?:Code: |[A-Z] - )[A-Z]?.*$/),
  passes<Sessions>(/^No (?:active )?(?:crypto )?sessions?.*$/i),
];

const TABLE = new RuleTable<Sessions>([...SESSION, ...IKE_SA, ...FLOWS, ...LEGEND, keeps<CryptoSession, Sessions>()]);

export function parseShowCryptoSession(text: string): Parsed<CryptoSession> {
  const sessions = new Sessions();
  const reading = readLines(text, TABLE, sessions);
  return conclude(reading, sessions.all, sessions.isOpen);
}
