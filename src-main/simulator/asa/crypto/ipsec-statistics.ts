/** What IPsec has carried and refused since the firewall started: for `show crypto ipsec stats`. */
import type { SecurityAssociation, SaPair } from '../../router/ipsec/sa-pair.ts';

/** Of one direction. */
interface Carried {
  readonly packets: number;
  readonly bytes: number;
  /** How often a check value was made, or looked at. */
  readonly authentications: number;
  readonly encryptions: number;
  readonly replays: number;
  readonly wrongChecks: number;
  readonly malformed: number;
}

type Direction = 'inbound' | 'outbound';

const nothing: Carried = {
  packets: 0,
  bytes: 0,
  authentications: 0,
  encryptions: 0,
  replays: 0,
  wrongChecks: 0,
  malformed: 0,
};

export class IpsecStatistics {
  /** Pairs that are gone, but for those that another one has replaced. */
  previous = 0;
  created = 0;
  renewed = 0;
  deleted = 0;
  /** Packets for associations that are not there; of many in a row one is heard of. */
  unknown = 0;
  readonly #live = new Map<number, SaPair>();
  readonly #gone: Record<Direction, Carried> = { inbound: nothing, outbound: nothing };

  noteInstalled(pair: SaPair): void {
    this.created++;
    this.#live.set(pair.inbound.connectionId, pair);
  }

  noteDeleted(connectionId: number, isReplaced: boolean): void {
    this.deleted++;
    if (!isReplaced) this.previous++;
    const pair = this.#live.get(connectionId);
    if (!pair) return;
    this.#live.delete(connectionId);
    for (const way of ['inbound', 'outbound'] as const) this.#gone[way] = sum(this.#gone[way], carriedBy(pair[way]));
  }

  carried(way: Direction): Carried {
    return [...this.#live.values()].reduce((all, pair) => sum(all, carriedBy(pair[way])), this.#gone[way]);
  }
}

function carriedBy({ usage, transform }: SecurityAssociation): Carried {
  const { packets, bytes, refused } = usage;
  const isSealedAsOne = transform.cipher === 'aes-gcm';
  return {
    packets,
    bytes,
    authentications: isSealedAsOne || transform.integrity !== undefined ? packets : 0,
    encryptions: transform.cipher === 'null' ? 0 : packets,
    replays: refused.replay,
    wrongChecks: refused['mac-error'],
    malformed: refused.malformed,
  };
}

function sum(a: Carried, b: Carried): Carried {
  return {
    packets: a.packets + b.packets,
    bytes: a.bytes + b.bytes,
    authentications: a.authentications + b.authentications,
    encryptions: a.encryptions + b.encryptions,
    replays: a.replays + b.replays,
    wrongChecks: a.wrongChecks + b.wrongChecks,
    malformed: a.malformed + b.malformed,
  };
}
