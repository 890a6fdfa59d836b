/** What IKE version 2 has counted since the router started: for `show crypto ikev2 stats`. */
import type { Ikev2Event } from '../../ike2/events.ts';
import { exchanges, keyOf, notifications } from '../../wire/ikev2/numbers.ts';
import type { Payload } from '../../wire/ikev2/payloads.ts';

/** Requests and answers that were sent and received, and the same again for those that were repeated. */
export interface ExchangeCounts {
  sent: { request: number; response: number };
  received: { request: number; response: number };
  resent: number;
  receivedAgain: number;
}

interface RequestCounts {
  incoming: number;
  outgoing: number;
  incomingRefused: number;
  outgoingRefused: number;
}

const newCounts = (): ExchangeCounts => ({
  sent: { request: 0, response: 0 },
  received: { request: 0, response: 0 },
  resent: 0,
  receivedAgain: 0,
});

export class Ikev2Statistics {
  /** By the names of exchanges, and of notifications. */
  readonly exchanges = new Map<string, ExchangeCounts>();
  readonly notifications = new Map<string, ExchangeCounts>();
  readonly requests: RequestCounts = { incoming: 0, outgoing: 0, incomingRefused: 0, outgoingRefused: 0 };
  cookies = 0;
  created = 0;
  deleted = 0;

  count(event: Ikev2Event): void {
    switch (event.kind) {
      case 'sent':
      case 'received':
        return this.#message(event.kind, event);
      case 'received-first':
        this.requests.incoming++;
        return this.#message('received', event);
      case 'answered-first':
        return this.#message('sent', event);
      case 'retransmitting':
        countsOf(this.exchanges, nameOfExchange(event.exchange)).resent++;
        return;
      case 'duplicate':
        countsOf(this.exchanges, nameOfExchange(event.exchange)).receivedAgain++;
        return;
      default:
        this.#association(event);
    }
  }

  /** `clear crypto ikev2 stats`: what exchanges have counted goes on (IOS XE 26, gh id:70087978358). */
  clear(): void {
    Object.assign(this.requests, { incoming: 0, outgoing: 0, incomingRefused: 0, outgoingRefused: 0 });
    this.cookies = 0;
  }

  #association(event: Ikev2Event): void {
    if (event.kind === 'requested') this.requests.outgoing++;
    else if (event.kind === 'cookie' && event.isOurs) this.cookies++;
    else if (event.kind === 'no-suite') this.requests.incomingRefused++;
    else if (event.kind === 'established') this.created++;
    else if (event.kind === 'sa-deleted') {
      this.deleted++;
      if (event.sa.establishedAt === undefined && event.sa.role === 'initiator') this.requests.outgoingRefused++;
    }
  }

  #message(
    way: 'sent' | 'received',
    { exchange, isRequest, payloads }: { exchange: number; isRequest: boolean; payloads: readonly Payload[] },
  ): void {
    const part = isRequest ? 'request' : 'response';
    countsOf(this.exchanges, nameOfExchange(exchange))[way][part]++;
    for (const payload of payloads) {
      if (payload.kind === 'notify') countsOf(this.notifications, nameOfNotification(payload.type))[way][part]++;
    }
  }
}

function countsOf(all: Map<string, ExchangeCounts>, name: string): ExchangeCounts {
  const counts = all.get(name) ?? newCounts();
  all.set(name, counts);
  return counts;
}

export function nameOfExchange(exchange: number): string {
  return keyOf(exchanges, exchange) ?? String(exchange);
}

/** IOS shortens two of them. */
const shortened: Readonly<Record<string, string>> = {
  ESP_TFC_PADDING_NOT_SUPPORTED: 'ESP_TFC_NO_SUPPORT',
  NON_FIRST_FRAGMENTS_ALSO: 'NON_FIRST_FRAGS',
};

export function nameOfNotification(type: number): string {
  const name = keyOf(notifications, type) ?? String(type);
  return shortened[name] ?? name;
}
