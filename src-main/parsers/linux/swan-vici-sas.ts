/** Associations out of the messages of vici that list them. */
import { put } from '../parsed.ts';
import type { Fields } from '../records.ts';
import { spiOf, versionOf, type SwanChildSa, type SwanIkeSa } from './swan-ike-sa.ts';
import { ViciValues, type ViciSection } from './vici.ts';

/** What a value is called there and here. */
type Names<T> = readonly (readonly [vici: string, field: Extract<keyof T, string>])[];

const IKE_TEXTS: Names<SwanIkeSa> = [
  ['state', 'state'], ['local-host', 'localHost'], ['local-id', 'localId'], ['remote-host', 'remoteHost'],
  ['remote-id', 'remoteId'], ['remote-xauth-id', 'remoteIdentity'], ['remote-eap-id', 'remoteIdentity'],
  ['initiator-spi', 'initiatorSpi'], ['responder-spi', 'responderSpi'], ['encr-alg', 'encryption'],
  ['integ-alg', 'integrity'], ['prf-alg', 'prf'], ['dh-group', 'group'],
]; // prettier-ignore
const IKE_NUMBERS: Names<SwanIkeSa> = [
  ['uniqueid', 'uniqueId'], ['local-port', 'localPort'], ['remote-port', 'remotePort'], ['encr-keysize', 'keyBits'],
  ['established', 'establishedSeconds'], ['rekey-time', 'rekeySeconds'], ['reauth-time', 'reauthenticationSeconds'],
]; // prettier-ignore
const IKE_LISTS: Names<SwanIkeSa> = [
  ['local-vips', 'localAddresses'], ['remote-vips', 'remoteAddresses'], ['tasks-queued', 'queuedTasks'],
  ['tasks-active', 'activeTasks'], ['tasks-passive', 'passiveTasks'],
]; // prettier-ignore
const IKE_FLAGS: Names<SwanIkeSa> = [
  ['nat-local', 'isLocalNat'],
  ['nat-remote', 'isRemoteNat'],
];

const CHILD_TEXTS: Names<SwanChildSa> = [
  ['name', 'name'], ['state', 'state'], ['mode', 'mode'], ['protocol', 'protocol'], ['encr-alg', 'encryption'],
  ['integ-alg', 'integrity'], ['dh-group', 'group'], ['mark-in', 'markIn'], ['mark-out', 'markOut'],
  ['if-id-in', 'interfaceIdIn'], ['if-id-out', 'interfaceIdOut'],
]; // prettier-ignore
const CHILD_NUMBERS: Names<SwanChildSa> = [
  ['uniqueid', 'uniqueId'], ['reqid', 'requestId'], ['encr-keysize', 'keyBits'], ['bytes-in', 'bytesIn'],
  ['packets-in', 'packetsIn'], ['use-in', 'lastUsedInSeconds'], ['bytes-out', 'bytesOut'],
  ['packets-out', 'packetsOut'], ['use-out', 'lastUsedOutSeconds'], ['rekey-time', 'rekeySeconds'],
  ['life-time', 'lifeSeconds'], ['install-time', 'installedSeconds'],
]; // prettier-ignore
const CHILD_LISTS: Names<SwanChildSa> = [
  ['local-ts', 'localSelectors'],
  ['remote-ts', 'remoteSelectors'],
];

export function swanIkeSasOf(message: ViciSection): SwanIkeSa[] {
  return message.sections.map((section) => {
    const { name, line } = section;
    const values = new ViciValues(section);
    const sa: SwanIkeSa = { line, at: {}, name, children: values.sections('child-sas').map(childOf) };
    put(sa, line, { name });
    for (const [from, to] of IKE_TEXTS) put(sa, values.lineOf(from), field(to, values.text(from)));
    for (const [from, to] of IKE_NUMBERS) put(sa, values.lineOf(from), field(to, values.number(from)));
    for (const [from, to] of IKE_LISTS) put(sa, values.lineOf(from), field(to, values.list(from)));
    for (const [from, to] of IKE_FLAGS) put(sa, values.lineOf(from), field(to, values.flag(from)));
    put(sa, values.lineOf('ake1'), { additionalKeyExchanges: additionalOf(section) });
    put(sa, values.lineOf('version'), { version: versionOf(values.text('version')) });
    // vici names it where it is so, and is silent where it is not.
    put(sa, values.lineOf('initiator'), { isInitiator: values.flag('initiator') ?? false });
    return sa;
  });
}

/** 6.0 and later: `ake1=ML_KEM_768`, of up to seven; as swanctl prints them. */
function additionalOf({ values }: ViciSection): string[] | undefined {
  const found = [...values].flatMap(([name, { text }]) => /^ake-?([1-7])(?:-alg)?$/.exec(name) ? [`KE${name.replace(/\D/g, '')}_${text.trim()}`] : []); // prettier-ignore
  return found.length > 0 ? found : undefined;
}

function childOf(section: ViciSection): SwanChildSa {
  const { name, line } = section;
  const values = new ViciValues(section);
  const child: SwanChildSa = { line, at: {}, name };
  put(child, line, { name });
  for (const [from, to] of CHILD_TEXTS) put(child, values.lineOf(from), field(to, values.text(from)));
  for (const [from, to] of CHILD_NUMBERS) put(child, values.lineOf(from), field(to, values.number(from)));
  for (const [from, to] of CHILD_LISTS) put(child, values.lineOf(from), field(to, values.list(from)));
  put(child, values.lineOf('spi-in'), { spiIn: spiOf(values.text('spi-in')) });
  put(child, values.lineOf('spi-out'), { spiOut: spiOf(values.text('spi-out')) });
  put(child, values.lineOf('ake1'), { additionalKeyExchanges: additionalOf(section) });
  put(child, values.lineOf('encap'), { isUdpEncapsulated: values.flag('encap') ?? false });
  put(child, values.lineOf('esn'), { isExtendedSequence: values.text('esn') === '1' ? true : values.flag('esn') });
  put(child, values.lineOf('cpi-in'), { isCompressed: values.text('cpi-in') === undefined ? undefined : true });
  return child;
}

function field<T>(name: Extract<keyof T, string>, value: unknown): Fields<T> {
  return { [name]: value } as Fields<T>;
}
