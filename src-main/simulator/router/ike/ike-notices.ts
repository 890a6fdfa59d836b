/** What of IKE an operator is told without asking: the log, not the debugs. */
import type { IkeEvent } from '../../ike/events.ts';
import type { RouterEvent } from '../events.ts';

export function noticeOf(event: IkeEvent): RouterEvent | undefined {
  switch (event.kind) {
    case 'bad-message':
      return { kind: 'bad-ike-message', remote: event.remote };
    case 'no-sa':
      return { kind: 'ike-without-sa', remote: event.remote };
    case 'not-encrypted':
      return { kind: 'ike-not-encrypted', remote: event.remote };
    case 'not-authenticated':
      return { kind: 'ike-not-authenticated', remote: event.remote };
    case 'unknown-exchange':
      return { kind: 'ike-unknown-exchange', remote: event.remote, exchangeType: event.exchangeType };
    case 'mode-failed':
      return { kind: 'ike-mode-failed', mode: event.mode, remote: event.remote };
    default:
      return undefined;
  }
}
