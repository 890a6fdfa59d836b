/**
 * show crypto ipsec stats, show crypto protocol statistics ipsec. Order and wording: Cisco ASA command reference (from memory).
 * Lines about what nobody counts here are left out: fragments, PMTUs, capacity, random numbers.
 */
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';

export function declareIpsecStatistics(): void {
  execMode
    .words({
      'ipsec stats': 'Show global statistics',
      'crypto protocol': 'Show statistics of a protocol',
      'protocol statistics': 'Show statistics of a protocol',
      'statistics ipsec': 'Of IPSec',
    })
    .add(['show crypto ipsec stats', 'show ipsec stats'], {
      run: (device, _, exec) => exec.print(...statisticsLines(device)),
    })
    .add('show crypto protocol statistics ipsec', {
      run: (device, _, exec) => exec.print(...requestLines(device)),
    });
  refuseByName(execMode, { 'show crypto protocol statistics': 'all ikev1 ikev2 other srtp ssh ssl' });
}

export function attachIpsecStatistics({ router, ipsecStatistics }: AsaDevice): void {
  const { ipsec, events } = router;
  ipsec.installed.on((pair) => ipsecStatistics.noteInstalled(pair));
  ipsec.ipsecEvents.on((event) => {
    if (event.kind === 'deleted') ipsecStatistics.noteDeleted(event.inbound.connectionId, event.why === 'replaced');
    if (event.kind === 'renewal') ipsecStatistics.renewed++;
  });
  events.on(({ kind }) => {
    if (kind === 'invalid-spi') ipsecStatistics.unknown++;
  });
}

function statisticsLines({ ipsecStatistics, router }: AsaDevice): string[] {
  const { flows } = router.ipsec;
  const [inbound, outbound] = [ipsecStatistics.carried('inbound'), ipsecStatistics.carried('outbound')];
  return [
    '',
    'IPsec Global Statistics',
    '-----------------------',
    `Active tunnels: ${flows.filter(({ current }) => current).length}`,
    `Previous tunnels: ${ipsecStatistics.previous}`,
    'Inbound',
    `    Bytes: ${inbound.bytes}`,
    `    Decompressed bytes: ${inbound.bytes}`,
    `    Packets: ${inbound.packets}`,
    `    Dropped packets: ${inbound.replays + inbound.wrongChecks + inbound.malformed}`,
    `    Replay failures: ${inbound.replays}`,
    `    Authentications: ${inbound.authentications}`,
    `    Authentication failures: ${inbound.wrongChecks}`,
    `    Decryptions: ${inbound.encryptions}`,
    `    Decryption failures: ${inbound.malformed}`,
    'Outbound',
    `    Bytes: ${outbound.bytes}`,
    `    Uncompressed bytes: ${outbound.bytes}`,
    `    Packets: ${outbound.packets}`,
    `    Dropped packets: ${flows.reduce((all, { counters }) => all + counters.sendErrors, 0)}`,
    `    Authentications: ${outbound.authentications}`,
    `    Encryptions: ${outbound.encryptions}`,
    `Missing SA failures: ${ipsecStatistics.unknown}`,
  ];
}

/** Each pair is two associations. */
function requestLines({ ipsecStatistics }: AsaDevice): string[] {
  const { created, renewed, deleted } = ipsecStatistics;
  const [inbound, outbound] = [ipsecStatistics.carried('inbound'), ipsecStatistics.carried('outbound')];
  return [
    '[IPsec statistics]',
    `    Encrypt packet requests: ${outbound.encryptions}`,
    `    Encapsulate packet requests: ${outbound.packets}`,
    `    Decrypt packet requests: ${inbound.encryptions}`,
    `    Decapsulate packet requests: ${inbound.packets}`,
    `    HMAC calculation requests: ${inbound.authentications + outbound.authentications}`,
    `    SA creation requests: ${2 * created}`,
    `    SA rekey requests: ${2 * renewed}`,
    `    SA deletion requests: ${2 * deleted}`,
    `    Failed requests: ${inbound.wrongChecks + inbound.malformed}`,
  ];
}
