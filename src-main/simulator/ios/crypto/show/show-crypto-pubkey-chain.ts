/** show crypto key pubkey-chain rsa: layout of the command reference of 12.4. Keys out of certificates are not kept here. */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IosDevice } from '../../device.ts';
import { addressOfPeerKey } from '../../pki/pki-key-chain.ts';
import type { PeerKeyEntry } from '../../pki/pki-state.ts';
import { hexLines } from '../../pki/pki-text.ts';

const usages = { any: 'General Purpose', encryption: 'Encryption', signature: 'Signature' } as const;

export function pubkeyChainLines(device: IosDevice): string[] {
  const entries = [...device.settings.pki.peerKeys.values()];
  return [
    'Codes: M - Manually Configured, C - Extracted from certificate',
    '',
    'Code  Usage         IP-address       Name',
    ...entries.map((entry) => {
      const usage = usages[entry.use ?? 'any'].split(' ')[0] ?? '';
      return `M     ${usage.padEnd(13)} ${addressText(device, entry).padEnd(16)} ${nameOf(entry)}`.trimEnd();
    }),
  ];
}

export function pubkeyLines(
  device: IosDevice,
  isMeant: (entry: PeerKeyEntry, address: number | undefined) => boolean,
): string[] {
  const entries = [...device.settings.pki.peerKeys.values()];
  return entries
    .filter((entry) => isMeant(entry, addressOfPeerKey(device, entry)))
    .flatMap((entry) => [
      `Key name: ${nameOf(entry)}`.trimEnd(),
      `Key address: ${addressText(device, entry)}`.trimEnd(),
      ` Usage: ${usages[entry.use ?? 'any']} Key`,
      ' Source: Manually entered',
      ' Data:',
      ...hexLines(entry.der ?? new Uint8Array()).map((line) => `  ${line}`),
      '',
    ]);
}

function nameOf({ kind, name }: PeerKeyEntry): string {
  return kind === 'named-key' ? name : '';
}

function addressText(device: IosDevice, entry: PeerKeyEntry): string {
  const address = addressOfPeerKey(device, entry);
  return address === undefined ? '' : formatIpv4(address);
}
