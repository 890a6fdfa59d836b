/**
 * What a router says of IKE and IPsec without being asked. Texts: reference/faults.tsv (P1-PSK, P1-ISAKMPOFF,
 * TUN-PROT-ONESIDE, DP-INVSPI, DP-NOSA, DP-REPLAY, DP-MAC); the others are those of the System Message Guide of 12.4T,
 * as router/events.ts has them. Sessions: crypto-logging-session.ts.
 */
import type { IkeMode } from '../../ike/events.ts';
import { formatIpv4 } from '../../../base/address.ts';
import type { RouterEvent } from '../../router/events.ts';
import { proxyOf } from './crypto-proxies.ts';
import { digitsOfSpi } from '../debug/debug-crypto-spelling.ts';
import type { IosDevice } from '../device.ts';
import type { SystemMessage } from '../log/log.ts';

type Of<Kind> = Extract<RouterEvent, { kind: Kind }>;
type Spoken = readonly [severity: 4 | 6, mnemonic: string, text: string];
type Speech = { readonly [Kind in RouterEvent['kind']]?: (event: Of<Kind>) => Spoken };

const modeNames: Readonly<Record<IkeMode, string>> = {
  main: 'Main',
  aggressive: 'Aggressive',
  quick: 'Quick',
  informational: 'Informational',
  transaction: 'Transaction',
};

const speech: Speech = {
  isakmp: ({ isOn }) => [6, 'ISAKMP_ON_OFF', `ISAKMP is ${isOn ? 'ON' : 'OFF'}`],
  'not-ipsec': ({ local, remote, protocol }) => [
    4,
    'RECVD_PKT_NOT_IPSEC',
    `Rec'd packet not an IPSEC packet. (ip) vrf/dest_addr= /${formatIpv4(local)}, src_addr= ${formatIpv4(remote)}, prot= ${protocol}`,
  ],
  'invalid-spi': ({ local, remote, protocol, spi }) => [
    4,
    'RECVD_PKT_INV_SPI',
    `decaps: rec'd IPSEC packet has invalid spi for destaddr=${formatIpv4(local)}, prot=${protocol}, spi=${digitsOfSpi(spi)}, srcaddr=${formatIpv4(remote)}`,
  ],
  'invalid-identity': ({ local, remote, source, destination, protocol, selectors }) => [
    4,
    'RECVD_PKT_INV_IDENTITY',
    `identity doesn't match negotiated identity (ip) dest_addr= ${formatIpv4(destination)}, src_addr= ${formatIpv4(source)}, prot= ${protocol} (ident) local=${formatIpv4(local)}, remote=${formatIpv4(remote)} local_proxy=${proxyOf(selectors.localSelector)}, remote_proxy=${proxyOf(selectors.remoteSelector)}`,
  ],
  'mac-error': ({ connectionId }) => [
    4,
    'RECVD_PKT_MAC_ERR',
    `decrypt: mac verify failed for connection id=${connectionId}`,
  ],
  'replay-error': ({ connectionId, sequence }) => [
    4,
    'PKT_REPLAY_ERR',
    `decrypt: replay check failed  connection id=${connectionId}, sequence number=${sequence}`,
  ],
  'bad-ike-message': ({ remote }) => [
    4,
    'IKMP_BAD_MESSAGE',
    `IKE message from ${formatIpv4(remote)} failed its sanity check or is malformed`,
  ],
  'ike-without-sa': ({ remote }) => [
    4,
    'IKMP_NO_SA',
    `IKE message from ${formatIpv4(remote)} has no SA and is not an initialization offer`,
  ],
  'ike-not-encrypted': ({ remote }) => [
    6,
    'IKMP_NOT_ENCRYPTED',
    `IKE packet from ${formatIpv4(remote)} was not encrypted and it should've been.`,
  ],
  'ike-not-authenticated': ({ remote }) => [
    6,
    'IKMP_SA_NOT_AUTH',
    `Cannot accept Quick Mode exchange from ${formatIpv4(remote)} if SA is not authenticated!`,
  ],
  'ike-unknown-exchange': ({ remote, exchangeType }) => [
    6,
    'IKMP_UNK_EXCHANGE',
    `IKE peer at ${formatIpv4(remote)} sent a message with an unknown exchange ${exchangeType}`,
  ],
  'ike-mode-failed': ({ mode, remote }) => [
    6,
    'IKMP_MODE_FAILURE',
    `Processing of ${modeNames[mode]} mode failed with peer at ${formatIpv4(remote)}`,
  ],
};

/** The message of an event, or undefined when it is not one of crypto. */
export function cryptoMessageOf(event: RouterEvent): SystemMessage | undefined {
  // The table has a function for each kind that is one of crypto, and it takes just that kind.
  const speak = speech[event.kind] as ((one: RouterEvent) => Spoken) | undefined;
  const [severity, mnemonic, text] = speak?.(event) ?? [];
  return severity === undefined || mnemonic === undefined || text === undefined
    ? undefined
    : { facility: 'CRYPTO', severity, mnemonic, text };
}

export function logCrypto({ router, log }: IosDevice): void {
  router.events.on((event) => {
    const message = cryptoMessageOf(event);
    if (message) log.report(message);
  });
  router.ipsec.ikeEvents.on(({ kind }) => {
    if (kind === 'aggressive-mode-disabled') log.report(aggressiveModeDisabled);
  });
}

/** reference/faults.tsv, P1-AGGR. */
const aggressiveModeDisabled: SystemMessage = {
  facility: 'CRYPTO',
  severity: 5,
  mnemonic: 'IKMP_AG_MODE_DISABLED',
  text: 'Unable to initiate or respond to Aggressive Mode while disabled',
};
