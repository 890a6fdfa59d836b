/** Keeps the mapping of a NAT alive that we are behind: a byte on port 4500 now and then (RFC 3948 section 4). */
import type { Stop } from '../../base/disposable.ts';
import type { Association } from './association.ts';

export function keepNatOpen(association: Association): Stop {
  const seconds = association.env.settings?.().natKeepalive;
  const { env, local, remote, connectionId } = association;
  if (seconds === undefined || !association.nat.isLocalBehind || !env.keepNatOpen) return () => undefined;
  let stop: Stop = () => undefined;
  const send = (): void => {
    const { ports } = association;
    association.trace({ kind: 'nat-keepalive-sent', connectionId, local, remote, ports });
    env.keepNatOpen?.(local, remote, ports);
    stop = env.clock.after(seconds * 1000, send);
  };
  stop = env.clock.after(seconds * 1000, send);
  return () => {
    stop();
  };
}
