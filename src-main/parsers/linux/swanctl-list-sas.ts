/** swanctl --list-sas, and the same with --raw and --pretty. */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer, words } from '../values.ts';
import { algorithmsOf, spiOf, suiteOf, versionOf, type SwanChildSa, type SwanIkeSa } from './swan-ike-sa.ts';
import { swanIkeSasOf } from './swan-vici-sas.ts';
import { isVici, readVici } from './vici.ts';

type Sas = Records<SwanIkeSa>;

const childOf = ({ last }: Sas): SwanChildSa | undefined => last?.children.at(-1);

/** A line of an association of IKE. */
function ike<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<SwanIkeSa>): Rule<Sas, G> {
  return rule<Sas, G>(
    pattern,
    (sas, groups, line) => sas.set(line, fields(groups)),
    (sas) => sas.last !== undefined,
  );
}

/** A line of a child of it. */
function child<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<SwanChildSa>): Rule<Sas, G> {
  return rule<Sas, G>(
    pattern,
    (sas, groups, line) => {
      const last = childOf(sas);
      if (last) put(last, line, fields(groups));
    },
    (sas) => childOf(sas) !== undefined,
  );
}

const HEAD =
  /^(.{1,200}): #(\d+), ([A-Z_]+), IKEv([12]), ([0-9a-f]{1,16})(?:_i(\*)?)?[ :]([0-9a-f]{1,16})(?:_r(\*)?)?$/;
type Head = [name: string, id: string, state: string, version: string, initiator: string, isOurs: string | undefined, responder: string, isTheirs: string | undefined]; // prettier-ignore
const CHILD =
  /^(.{1,200}): #(\d+), (?:reqid (\d+), )?([A-Z_]+), ([A-Za-z]+)(-in-UDP)?(?:, ([A-Z]+):([\w/.-]*))?(?:,(?: .*)?)?$/;
type Child = [name: string, id: string, request: string | undefined, state: string, mode: string, udp: string | undefined, protocol: string | undefined, proposal: string | undefined]; // prettier-ignore
const FLOW =
  /^(in|out)\s+([0-9a-f]{1,8})(\/[0-9a-f]+)?(?: \((-|0x[0-9a-f/x]+)(?:\|(-|0x[0-9a-f]+))?\))?,\s+(\d+) bytes,\s+(\d+) packets(?:,\s+(-?\d+)s ago)?$/;
type Flow = [direction: string, spi: string, cpi: string | undefined, mark: string | undefined, interfaceId: string | undefined, bytes: string, packets: string, used: string | undefined]; // prettier-ignore
const END = String.raw`'(.*)' @ ([0-9A-Fa-f.:%\w]+)(?:\[(\d+)\])?`;

const flowIn = ([, spi, cpi, mark, interfaceId, bytes, packets, used]: Flow): Fields<SwanChildSa> => ({
  spiIn: spiOf(spi),
  isCompressed: cpi === undefined ? undefined : true,
  markIn: shown(mark),
  interfaceIdIn: shown(interfaceId),
  bytesIn: integer(bytes),
  packetsIn: integer(packets),
  lastUsedInSeconds: integer(used),
});

const flowOut = ([, spi, cpi, mark, interfaceId, bytes, packets, used]: Flow): Fields<SwanChildSa> => ({
  spiOut: spiOf(spi),
  isCompressed: cpi === undefined ? undefined : true,
  markOut: shown(mark),
  interfaceIdOut: shown(interfaceId),
  bytesOut: integer(bytes),
  packetsOut: integer(packets),
  lastUsedOutSeconds: integer(used),
});

const shown = (text: string | undefined): string | undefined => (text === '-' ? undefined : text);
const seconds = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));

const TABLE = new RuleTable<Sas>([
  rule<Sas, Head>(HEAD, (sas, [name, id, state, version, initiatorSpi, isOurs, responderSpi, isTheirs], line) =>
    sas.begin(line, {
      name,
      uniqueId: integer(id),
      state,
      version: versionOf(version),
      initiatorSpi,
      responderSpi,
      isInitiator: isOurs === undefined && isTheirs === undefined ? undefined : isOurs !== undefined,
      children: [],
    }),
  ),
  rule<Sas, Child>(
    CHILD,
    (sas, [name, id, request, state, mode, udp, protocol, proposal = ''], line) => {
      const record: SwanChildSa = { line, at: {}, name };
      const algorithms = algorithmsOf(proposal);
      put(record, line, {
        name,
        uniqueId: integer(id),
        requestId: integer(request),
        state,
        mode,
        isUdpEncapsulated: udp !== undefined,
        protocol,
        ...algorithms,
      });
      sas.last?.children.push(record);
    },
    (sas) => sas.last !== undefined,
  ),
  ike<[string, string, string | undefined, string | undefined]>(
    new RegExp(`^local\\s+${END}(?: \\[(.*)\\])?$`),
    ([localId, localHost, port, addresses]) => ({ localId, localHost, localPort: integer(port), localAddresses: listOf(addresses) }), // prettier-ignore
  ),
  ike<[string, string, string | undefined, string | undefined, string | undefined]>(
    new RegExp(`^remote\\s+${END}(?: (?:EAP|XAuth): '(.*?)')?(?: \\[(.*)\\])?$`),
    ([remoteId, remoteHost, port, remoteIdentity, addresses]) => ({ remoteId, remoteHost, remotePort: integer(port), remoteIdentity, remoteAddresses: listOf(addresses) }), // prettier-ignore
  ),
  rule<Sas, [string]>(
    /^([A-Z0-9_]+(?:-\d+)?(?:\/[A-Z0-9_]+(?:-\d+)?)+)$/,
    (sas, [proposal], line) => {
      return sas.set(line, suiteOf(proposal));
    },
    ({ last }) => last !== undefined && last.children.length === 0,
  ),
  ike<[string, string | undefined, string | undefined]>(
    /^established (-?\d+)s ago(?:, rekeying in (-?\d+)s)?(?:, reauth in (-?\d+)s)?$/,
    ([ago, rekey, again]) => ({ establishedSeconds: seconds(ago), rekeySeconds: seconds(rekey), reauthenticationSeconds: seconds(again) }), // prettier-ignore
  ),
  ike<[string]>(/^queued:\s+(.*)$/, ([tasks]) => ({ queuedTasks: words(tasks) })),
  ike<[string]>(/^active:\s+(.*)$/, ([tasks]) => ({ activeTasks: words(tasks) })),
  ike<[string]>(/^passive:\s+(.*)$/, ([tasks]) => ({ passiveTasks: words(tasks) })),
  child<[string, string | undefined, string | undefined]>(
    /^installed (-?\d+)s ago(?:, rekeying in (-?\d+)s)?(?:, expires in (-?\d+)s)?$/,
    ([ago, rekey, life]) => ({ installedSeconds: seconds(ago), rekeySeconds: seconds(rekey), lifeSeconds: seconds(life) }), // prettier-ignore
  ),
  child<Flow>(FLOW, (flow) => (flow[0] === 'in' ? flowIn(flow) : flowOut(flow))),
  child<[string]>(/^local\s+([^'].*)$/, ([selectors]) => ({ localSelectors: words(selectors) })),
  child<[string]>(/^remote\s+([^'].*)$/, ([selectors]) => ({ remoteSelectors: words(selectors) })),
]);

function listOf(text: string | undefined): string[] | undefined {
  return text === undefined || text.trim() === '' ? undefined : words(text);
}

export function parseSwanctlListSas(text: string): Parsed<SwanIkeSa> {
  if (isVici(text)) {
    const { messages, reading, isOpen } = readVici(text);
    return conclude(reading, messages.filter(({ name }) => name === 'list-sa event').flatMap(swanIkeSasOf), isOpen);
  }
  const sas = new Records<SwanIkeSa>();
  const reading = readLines(text, TABLE, sas);
  const last = childOf(sas);
  return conclude(reading, sas.all, last ? isChildCut(last, reading.isLoose) : isHeadAlone(sas.last));
}

/** One that is not installed has no more lines than its first. */
function isChildCut({ spiIn, remoteSelectors }: SwanChildSa, isLoose: boolean): boolean {
  return spiIn === undefined ? isLoose : remoteSelectors === undefined;
}

function isHeadAlone(sa: SwanIkeSa | undefined): boolean {
  return sa !== undefined && sa.remoteHost === undefined;
}
