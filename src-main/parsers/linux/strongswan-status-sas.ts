/** The lines of `ipsec status` and `ipsec statusall` that are about associations. */
import { put } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { rule, type Groups, type Rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { statusOf, type StatusState } from './strongswan-status-record.ts';
import { algorithmsOf, spiOf, suiteOf, versionOf, type SwanChildSa, type SwanIkeSa } from './swan-ike-sa.ts';

/** `gw[1]: `, and the rest. */
const IKE = String.raw`^([^[\]]{1,200})\[(\d{1,10})\]: `;
/** `net{1}:  ` */
const CHILD = String.raw`^([^{}]{1,200})\{(\d{1,10})\}:\s{1,8}`;
/** `192.0.2.1[C=CH, CN=moon]...198.51.100.1[%any]`: hosts with identities, which may hold brackets and blanks. */
function hostsOf(text: string): Fields<SwanIkeSa> | undefined {
  const between = text.indexOf(']...');
  const [, localHost, localId] = /^([^\s[]{1,100})\[(.*)$/.exec(text.slice(0, between)) ?? [];
  const [, remoteHost, remoteId] = /^([^\s[]{1,100})\[(.*)\]$/.exec(text.slice(between + 4)) ?? [];
  return between < 0 || remoteHost === undefined ? undefined : { localHost, localId, remoteHost, remoteId };
}

type Named = [name: string, id: string, ...rest: (string | undefined)[]];

function ike<G extends Named>(pattern: string, fields: (groups: G) => Fields<SwanIkeSa>): Rule<StatusState, G> {
  return rule<StatusState, G>(new RegExp(IKE + pattern), ({ status }, groups, line) => {
    const sa = status?.sas.findLast(({ uniqueId }) => uniqueId === integer(groups[1]));
    if (!sa) return false;
    put(sa, line, fields(groups));
    return true;
  });
}

/** A child's second and third line; the first one began it. */
function child<G extends Named>(pattern: string, fields: (groups: G) => Fields<SwanChildSa>): Rule<StatusState, G> {
  return rule<StatusState, G>(new RegExp(CHILD + pattern), ({ child: last }, groups, line) => {
    if (!last || last.uniqueId !== integer(groups[1])) return false;
    put(last, line, fields(groups));
    return true;
  });
}

type Established = [name: string, id: string, state: string, ago: string | undefined, hosts: string];
type Spis = [name: string, id: string, version: string | undefined, initiator: string, isOurs: string | undefined, responder: string, isTheirs: string | undefined, times: string | undefined]; // prettier-ignore
type First = [name: string, id: string, state: string, mode: string, request: string | undefined, protocol: string | undefined, udp: string | undefined, inbound: string | undefined, outbound: string | undefined, more: string | undefined]; // prettier-ignore
type Traffic = [name: string, id: string, proposal: string, bytesIn: string, detailsIn: string | undefined, bytesOut: string, detailsOut: string | undefined, rekeying: string | undefined]; // prettier-ignore

const FLOW = String.raw`(\d+) bytes_[io](?: \(([^)]*)\))?`;

function timesOf(text: string | undefined): Fields<SwanIkeSa> {
  const after = (word: string): string | undefined => {
    const [, time, state] = new RegExp(`(?:^|[ ,])${word} (?:in ([\\w ]+)|(disabled|active))`).exec(text ?? '') ?? [];
    return time ?? state;
  };
  return { rekeying: after('rekeying'), reauthentication: after('reauthentication') };
}

/** "3 pkts, 0s ago", "2s ago". */
function usedOf(details: string | undefined): { packets: number | undefined; seconds: number | undefined } {
  return {
    packets: integer(/\b(\d+) pkts?/.exec(details ?? '')?.[1]),
    seconds: integer(/\b(\d+)s ago/.exec(details ?? '')?.[1]),
  };
}

export const SA_RULES: readonly Rule<StatusState, Groups & Named>[] = [
  rule<StatusState, Established>(
    new RegExp(`${IKE}([A-Z]+)(?: ([\\w ]{1,60}) ago)?, (.*)$`),
    (state, [name, id, state_, ago, text], line) => {
      const hosts = hostsOf(text);
      if (!hosts) return false;
      const sa: SwanIkeSa = { line, at: {}, name, children: [] };
      put(sa, line, { name, uniqueId: integer(id), state: state_, established: ago, ...hosts });
      statusOf(state, line).sas.push(sa);
      state.child = undefined;
      return true;
    },
    ({ section }) => section === 'sas',
  ),
  ike<Spis>(
    String.raw`IKE(?:v([12]))? SPIs: ([0-9a-f]{1,16})_i(\*)? ([0-9a-f]{1,16})_r(\*)?(?:, ((?:rekeying|[\w -]{1,40}reauthentication) (?:in \d+ [a-z]+|disabled|active)(?:, [\w -]{1,40}reauthentication (?:in \d+ [a-z]+|disabled|active))?))?$`,
    ([, , version, initiatorSpi, isOurs, responderSpi, isTheirs, times]) => ({
      version: version === undefined ? undefined : versionOf(version),
      initiatorSpi,
      responderSpi,
      isInitiator: isOurs === isTheirs ? undefined : isOurs !== undefined,
      ...timesOf(times),
    }),
  ),
  ike<[string, string, string]>(String.raw`IKE proposal: ([^\s/]+\/\S+)$`, ([, , proposal]) => {
    return suiteOf(proposal);
  }),
  ike<[string, string, string]>(String.raw`Remote (?:XAuth|EAP) identity: (.*)$`, ([, , remoteIdentity]) => ({
    remoteIdentity,
  })),
  ike<[string, string, string]>(String.raw`Tasks queued: (.*)$`, ([, , tasks]) => ({ queuedTasks: words(tasks) })),
  ike<[string, string, string]>(String.raw`Tasks active: (.*)$`, ([, , tasks]) => ({ activeTasks: words(tasks) })),
  ike<[string, string, string]>(String.raw`Tasks passive: (.*)$`, ([, , tasks]) => ({ passiveTasks: words(tasks) })),
  rule<StatusState, First>(
    new RegExp(
      String.raw`${CHILD}([A-Z]+), ([A-Z]+)(?:, reqid (\d+))?(?:, (ESP|AH)( in UDP)? SPIs: ([0-9a-f]{1,8})_i ([0-9a-f]{1,8})_o)?(, (?!ESP|AH|reqid).*)?$`,
    ),
    (state, [name, id, saState, mode, request, protocol, udp, inbound, outbound, more], line) => {
      const one: SwanChildSa = { line, at: {}, name };
      put(one, line, {
        name,
        uniqueId: integer(id),
        state: saState,
        mode,
        requestId: integer(request),
        protocol,
        isUdpEncapsulated: protocol === undefined ? undefined : udp !== undefined,
        spiIn: spiOf(inbound),
        spiOut: spiOf(outbound),
        isCompressed: more?.includes('IPCOMP') === true ? true : undefined,
      });
      const status = statusOf(state, line);
      (state.section === 'sas' ? (status.sas.at(-1)?.children ?? []) : status.routed).push(one);
      state.child = one;
    },
    ({ section }) => section === 'sas' || section === 'routed',
  ),
  child<Traffic>(
    String.raw`([A-Z\d][\w/.-]*), ${FLOW}, ${FLOW}(?:, (?:rekeying|expires) (?:in )?(\d+ [a-z]+|disabled|active))?$`,
    ([, , proposal, bytesIn, detailsIn, bytesOut, detailsOut, rekeying]) => {
      const { encryption, keyBits, integrity, group, isExtendedSequence } = algorithmsOf(proposal);
      return {
        encryption,
        keyBits,
        integrity,
        group,
        isExtendedSequence,
        bytesIn: integer(bytesIn),
        packetsIn: usedOf(detailsIn).packets,
        lastUsedInSeconds: usedOf(detailsIn).seconds,
        bytesOut: integer(bytesOut),
        packetsOut: usedOf(detailsOut).packets,
        lastUsedOutSeconds: usedOf(detailsOut).seconds,
        rekeying,
      };
    },
  ),
  child<[string, string, string | undefined, string | undefined]>(
    String.raw`([^=]*)===(.*)$`,
    ([, , local, remote]) => ({ localSelectors: words(local), remoteSelectors: words(remote) }),
  ),
] as readonly Rule<StatusState, Groups & Named>[];
