/**
 * Conditional debugging of crypto (`debug crypto condition …`): which peers the debugs speak of. Without a condition they
 * speak of all; with one, of what meets a condition of every kind that is set, and of what cannot be told to belong to
 * anybody only where `unmatched` says so.
 */
import { networkOf } from '../../../base/address.ts';

/** The debugs that heed conditions. */
export type ConditionalDebug = 'isakmp' | 'ipsec' | 'engine';

/** Whom a line is about, as far as is known. */
export interface DebugEnds {
  local: number | undefined;
  remote: number | undefined;
}

export interface PeerCondition {
  address: number;
  mask: number;
}

export class DebugConditions {
  readonly peers: PeerCondition[] = [];
  readonly locals: PeerCondition[] = [];
  readonly unmatched = new Set<ConditionalDebug>();

  get isOn(): boolean {
    return this.peers.length > 0 || this.locals.length > 0;
  }

  add(conditions: PeerCondition[], condition: PeerCondition): void {
    if (!conditions.some((one) => isSame(one, condition))) conditions.push(condition);
  }

  remove(conditions: PeerCondition[], condition: PeerCondition): void {
    const index = conditions.findIndex((one) => isSame(one, condition));
    if (index >= 0) conditions.splice(index, 1);
  }

  reset(): void {
    this.peers.length = 0;
    this.locals.length = 0;
    this.unmatched.clear();
  }

  admit(debug: ConditionalDebug, { local, remote }: DebugEnds): boolean {
    if (!this.isOn) return true;
    if (remote === undefined) return this.unmatched.has(debug);
    return meets(this.peers, remote) && (local === undefined || meets(this.locals, local));
  }
}

function meets(conditions: readonly PeerCondition[], address: number): boolean {
  return conditions.length === 0 || conditions.some(({ address: one, mask }) => networkOf(address, mask) === one);
}

function isSame(a: PeerCondition, b: PeerCondition): boolean {
  return a.address === b.address && a.mask === b.mask;
}
