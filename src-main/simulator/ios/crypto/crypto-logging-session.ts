/**
 * crypto logging session: the log tells when a session with a peer comes up and when it goes down, that is, with its
 * first associations of IPsec and with its last ("Crypto tunnel is UP  .  Peer 10.0.0.2:500       Id: 10.0.0.2" on many
 * consoles of 12.4T and later).
 */
import { formatIpv4 } from '../../../base/address.ts';
import { peerIdentityOf, remotePortOf } from './crypto-peer-identity.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

export function declareLoggingSession(): void {
  configureMode
    .words({
      'crypto logging': 'logging messages',
      'crypto logging session': 'logging up/down session',
    })
    .add('crypto logging session', {
      section: 'crypto logging',
      run: ({ router }) => (router.crypto.isSessionLogged = true),
      no: ({ router }) => (router.crypto.isSessionLogged = false),
      show: ({ router }) => (router.crypto.isSessionLogged ? ['crypto logging session'] : []),
    });
}

export function logSessions(device: IosDevice): void {
  const pairs = new Map<string, number>();
  device.router.ipsec.ipsecEvents.on((event) => {
    if (event.kind !== 'installed' && event.kind !== 'deleted') return;
    const key = `${event.local} ${event.remote}`;
    const before = pairs.get(key) ?? 0;
    const after = Math.max(0, before + (event.kind === 'installed' ? 1 : -1));
    pairs.set(key, after);
    if (before === 0 || after === 0) report(device, event, after > 0);
  });
}

function report({ router, log }: IosDevice, { local, remote }: { local: number; remote: number }, isUp: boolean): void {
  if (!router.crypto.isSessionLogged) return;
  const known = router.ipsec.ike.associations.findLast((one) => one.local === local && one.remote === remote);
  const peer = `${formatIpv4(remote)}:${known ? remotePortOf(known) : 500}`;
  const identity = known ? peerIdentityOf(known) : formatIpv4(remote);
  const text = `Crypto tunnel is ${isUp ? 'UP  ' : 'DOWN'}.  Peer ${peer}       Id: ${identity}`;
  log.report({ facility: 'CRYPTO', severity: 5, mnemonic: 'SESSION_STATUS', text });
}
