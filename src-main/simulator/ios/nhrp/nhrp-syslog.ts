/**
 * What the log says of NHRP: %NHRP-3-PAKREPLY where a server says no, %NHRP-3-PAKERROR where a packet of ours was not
 * liked (the texts of the System Message Guide of 12.4T; the bytes of that packet follow it in sixes).
 */
import { formatIpv4 } from '../../../base/address.ts';
import { hexOf } from '../../../base/bytes.ts';
import type { TunnelNhrpEvent } from '../../router/tunnel/nhrp-service.ts';
import { nhrpOperations } from '../../wire/nhrp/message.ts';
import type { IosDevice } from '../device.ts';
import { codeText } from './nhrp-codes.ts';

export function logNhrp({ router, log, flavour }: IosDevice): void {
  // IOS XE has others keep what they are told for ten minutes, IOS for two hours.
  router.nhrp.defaults.holdingTime = flavour.isXe ? 600 : 7200;
  router.nhrp.defaults.mtu = flavour.hasModernInterfaces ? 17_916 : 1514;
  router.nhrp.events.on((event) => {
    const message = messageOf(event);
    if (message) log.report({ facility: 'NHRP', severity: 3, ...message });
  });
}

function messageOf(event: TunnelNhrpEvent): { mnemonic: string; text: string } | undefined {
  if (event.kind === 'refused') {
    const kind = event.operation === nhrpOperations.registrationReply ? 'Registration' : 'Resolution';
    return { mnemonic: 'PAKREPLY', text: `Receive ${kind} Reply packet with error - ${codeText(event.code)}` };
  }
  if (event.kind !== 'error') return undefined;
  const { message, about } = event;
  const { source = 0, sourceNbma = 0, destination = 0 } = about ?? {};
  const trigger = `(trigger src: ${formatIpv4(source)} (nbma: ${formatIpv4(sourceNbma)}) dst: ${formatIpv4(destination)})`;
  const data = hexOf(message.contents.subarray(0, 12)).match(/../g)?.join(' ').toUpperCase() ?? '';
  return {
    mnemonic: 'PAKERROR',
    text: `Received Error Indication from ${formatIpv4(message.source)}, code: ${codeText(message.code)}, ${trigger}, offset: ${message.offset}, data: ${data}`,
  };
}
