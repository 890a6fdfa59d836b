/**
 * The associations in `show crypto ipsec sa`: ESP and AH in lists of their own, the list of compression always empty.
 * Those that were keyed by hand have no time: "no sa timing" (command reference, show crypto ipsec sa).
 */
import { formatIpv4 } from '../../../../base/address.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import type { SaPair, SecurityAssociation } from '../../../router/ipsec/sa-pair.ts';
import { shownProposal } from '../crypto-transforms.ts';
import type { Flavour } from '../../flavour.ts';

interface AssociationView {
  /** Virtual time in milliseconds. */
  now: number;
  flavour: Flavour;
}

type Direction = 'inbound' | 'outbound';

/** Every pair has its association in the list: more than one while a new pair takes over from the old. */
export function associationListLines(flow: ProtectedFlow, direction: Direction, view: AssociationView): string[] {
  const listOf = (protocol: 'esp' | 'ah'): string[] =>
    flow.pairs.flatMap((pair) => {
      const one = pair[protocol]?.[direction];
      return one ? associationLines(flow, pair, one, view).map((line) => `      ${line}`) : [];
    });
  return [
    `     ${direction} esp sas:`,
    ...listOf('esp'),
    '',
    `     ${direction} ah sas:`,
    ...listOf('ah'),
    '',
    `     ${direction} pcp sas:`,
  ];
}

function associationLines(
  flow: ProtectedFlow,
  pair: SaPair,
  one: SecurityAssociation,
  { now, flavour }: AssociationView,
): string[] {
  const algorithms =
    one.protocol === 'esp' ? { esp: one.transform, ah: undefined } : { esp: undefined, ah: one.integrity };
  const siblings = flavour.hasModernIpsecSa ? ` sibling_flags ${siblingFlagsOf(flow, flavour)},` : '';
  const engine = `${flavour.cryptoEngine}:${one.connectionId - flavour.numbersAfter.ipsec}`;
  const { kilobytes, seconds } = one.usage.remaining(now);
  return [
    `spi: ${spiOf(one.spi)}`,
    `  transform: ${shownProposal(algorithms)} ,`,
    `  in use settings ={${settingsOf(pair)}, }`,
    `  conn id: ${one.connectionId}, flow_id: ${engine},${siblings} crypto map: ${flow.mapTag}`,
    pair.isManual ? '  no sa timing' : `  sa timing: remaining key lifetime (k/sec): (${kilobytes}/${seconds})`,
    ...(one.protocol === 'esp' ? [`  IV size: ${one.lengths.iv} bytes`] : []),
    `  replay detection support: ${one.replayWindow > 0 && !pair.isManual ? 'Y' : 'N'}`,
    `  Status: ACTIVE${flavour.hasModernIpsecSa ? '(ACTIVE)' : ''}`,
  ];
}

/** `Tunnel`, `Transport UDP-Encaps` (reference/device-output.md section 3). */
function settingsOf({ child, encapsulation }: SaPair): string {
  const mode = child.proposal.mode === 'tunnel' ? 'Tunnel' : 'Transport';
  return encapsulation ? `${mode} UDP-Encaps` : mode;
}

/** Flags of the crypto engine: wider on IOS XE, other for a virtual tunnel interface (corpus muninn has both). */
function siblingFlagsOf({ tunnel }: ProtectedFlow, { cryptoEngine }: Flavour): string {
  const isVirtual = tunnel?.settings.mode === 'ipsec-ipv4';
  if (cryptoEngine === 'CSR') return isVirtual ? 'FFFFFFFF80004048' : 'FFFFFFFF80000048';
  return isVirtual ? '80004040' : '80000040';
}

/** Leading zeros are dropped (reference/device-output.md section 3). */
export function spiOf(spi: number): string {
  return `0x${spi.toString(16).toUpperCase()}(${spi})`;
}

/**
 * `show crypto ipsec sa address`: by the address that packets go to, ours for those that come in (command reference of
 * 12.3, sample output).
 */
export function associationsByAddress(flows: readonly ProtectedFlow[], view: AssociationView): string[] {
  const byAddress = new Map<string, { address: number; lines: string[] }>();
  for (const flow of flows) {
    for (const pair of flow.pairs) {
      for (const direction of ['inbound', 'outbound'] as const) {
        const address = direction === 'inbound' ? flow.local : flow.remote;
        const name = `${flow.frontDoor ?? '(none)'}/${formatIpv4(address)}`;
        const { lines } = byAddress.get(name) ?? { lines: [] };
        byAddress.set(name, { address, lines: [...lines, ...protocolLines(flow, pair, { direction, view })] });
      }
    }
  }
  const groups = [...byAddress].sort(([, a], [, b]) => a.address - b.address);
  return groups.flatMap(([name, { lines }]) => [`fvrf/address: ${name}`, ...lines, '']);
}

function protocolLines(
  flow: ProtectedFlow,
  pair: SaPair,
  { direction, view }: { direction: Direction; view: AssociationView },
): string[] {
  return (['esp', 'ah'] as const).flatMap((protocol) => {
    const one = pair[protocol]?.[direction];
    if (!one) return [];
    const lines = associationLines(flow, pair, one, view).map((line) => `      ${line}`);
    return [`   protocol: ${protocol.toUpperCase()}`, ...lines];
  });
}
