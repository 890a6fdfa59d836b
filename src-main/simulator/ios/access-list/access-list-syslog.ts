/**
 * What access lists log: %SEC-6-IPACCESSLOGP and its kin, worded as in the System Message Guide of 12.4T ("list [chars]
 * [chars] [chars] [IP_address]([dec]) [chars]-> [IP_address]([dec]), [dec] packet[chars]").
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { AccessReport } from '../../router/access/access-log.ts';
import { nameOfProtocol } from './access-list-names.ts';
import type { IosDevice } from '../device.ts';

export function logAccessLists({ router, log }: IosDevice): void {
  router.events.on((event) => {
    if (event.kind !== 'access-logged') return;
    const { mnemonic, text } = messageOf(event);
    log.report({ facility: 'SEC', severity: 6, mnemonic, text });
  });
}

function messageOf(report: AccessReport): { mnemonic: string; text: string } {
  const { list, action, protocol, ports, icmp, packets } = report;
  const [source, destination] = [formatIpv4(report.source), formatIpv4(report.destination)];
  const verdict = `list ${list.name} ${action === 'permit' ? 'permitted' : 'denied'}`;
  const count = `${packets} packet${packets === 1 ? '' : 's'}`;
  if (list.kind === 'standard') return { mnemonic: 'IPACCESSLOGS', text: `${verdict} ${source} ${count}` };
  const name = nameOfProtocol(protocol);
  if (ports) {
    const text = `${verdict} ${name} ${source}(${ports[0]}) -> ${destination}(${ports[1]}), ${count}`;
    return { mnemonic: 'IPACCESSLOGP', text };
  }
  if (icmp) {
    const text = `${verdict} ${name} ${source} -> ${destination} (${icmp[0]}/${icmp[1]}), ${count}`;
    return { mnemonic: 'IPACCESSLOGDP', text };
  }
  return { mnemonic: 'IPACCESSLOGNP', text: `${verdict} ${protocol} ${source} -> ${destination}, ${count}` };
}
