/**
 * show crypto session [detail | brief not | remote A | interface I | …]
 *
 * Never keyed by interface: the same `Interface:` block comes again for every peer (reference/device-output.md
 * section 1). 12.4 says `IKE SA:`, later releases `IKEv1 SA:` and `IKEv2 SA:`.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, named } from '../values.ts';
import type { CryptoSession, FlowDirection, SessionFlow, SessionIkeSa } from './crypto-session.ts';

class Sessions extends Records<CryptoSession> {
  ikeSa: SessionIkeSa | undefined;
  flow: SessionFlow | undefined;
  isDetail = false;

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

const IKE_SA = [
  rule<Sessions, IkeSaLine>(
    /^IKE(?:v([12]))? SA: local (\S+?)(?:\/(\d+))? remote (\S+?)(?:\/(\d+))? (\S+)$/,
    (sessions, [version, local, localPort, remote, remotePort, state], line) => {
      const sa: SessionIkeSa = { line, at: {}, version: version === '2' ? 2 : 1, local, remote, state };
      put(sa, line, { local, remote, state, localPort: integer(localPort), remotePort: integer(remotePort) });
      sessions.ikeSa = sa;
      sessions.last?.ikeSas.push(sa);
    },
    hasSession,
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
type Direction = [direction: 'In' | 'Out', packets: string, drops: string, kilobytes: string, seconds: string];

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
    /^(In|Out)bound:\s+#pkts (?:dec|enc)'ed (\d+) drop (\d+) life \(KB\/Sec\) ([^/]+)\/(\S+)$/,
    ({ flow }, [direction, packets, drops, kilobytes, seconds], line) => {
      const read: FlowDirection = { packets: Number(packets), drops: Number(drops) };
      const [kilobytesLeft, secondsLeft] = [integer(kilobytes), secondsOf(seconds)];
      if (kilobytesLeft !== undefined) read.kilobytes = kilobytesLeft;
      if (secondsLeft !== undefined) read.seconds = secondsLeft;
      if (flow) put(flow, line, direction === 'In' ? { inbound: read } : { outbound: read });
    },
    ({ flow }) => flow !== undefined,
  ),
];

/** "2949", or "0 minutes"-less "00:49:09". */
function secondsOf(text: string): number | undefined {
  const parts = text.split(':').map((part) => integer(part));
  return parts.reduce((sum, part) => (sum === undefined || part === undefined ? undefined : sum * 60 + part), 0);
}

const LEGEND = [
  passes<Sessions>(/^Crypto session current status$/),
  passes<Sessions>(/^(?:Code: |[A-Z] - )[A-Z]?.*$/),
  passes<Sessions>(/^No (?:active )?(?:crypto )?sessions?.*$/i),
];

const TABLE = new RuleTable<Sessions>([...SESSION, ...IKE_SA, ...FLOWS, ...LEGEND]);

export function parseShowCryptoSession(text: string): Parsed<CryptoSession> {
  const sessions = new Sessions();
  const reading = readLines(text, TABLE, sessions);
  return conclude(reading, sessions.all, sessions.isOpen);
}
