/** Which authentication an interface asks for, and what of each packet follows from that. */
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import type { EigrpInterfaceSettings } from '../../routing/eigrp/configuration.ts';
import type { OspfConfiguration, OspfInterfaceSettings } from '../../routing/ospf/configuration.ts';
import type { AuthenticationMismatch, KeyChain, NumberedKey } from '../../routing/secret.ts';
import { eigrpMismatch, sealEigrp } from './eigrp-authentication.ts';
import { ospfMismatch, ospfSequence, sealOspf, type OspfAuthentication } from './ospf-authentication.ts';

/** A packet that is not accepted. */
export interface AuthenticationEvent {
  readonly protocol: 'ospf' | 'eigrp';
  readonly interfaceName: string;
  readonly source: number;
  readonly mismatch: AuthenticationMismatch;
  /** As it has come. */
  readonly packet: Uint8Array;
}

/** Where a packet goes or comes from. */
interface Passage {
  readonly interfaceName: string;
  readonly source: number;
}

export class RoutingAuthentication {
  readonly events = new Emitter<AuthenticationEvent>();
  readonly keyChains = new Map<string, KeyChain>();
  /** The last number of a signed packet of OSPF, by interface and sender. */
  readonly #last = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  sealOspf(payload: Uint8Array, authentication: OspfAuthentication): Uint8Array {
    return sealOspf(payload, authentication, 1 + Math.floor(this.clock.now() / 1000));
  }

  /** One that is older than the last is somebody's repetition. */
  acceptsOspf(payload: Uint8Array, authentication: OspfAuthentication, passage: Passage): boolean {
    const key = `${passage.interfaceName} ${passage.source}`;
    const mismatch = ospfMismatch(payload, authentication);
    const isOld = authentication.kind === 'md5' && !mismatch && ospfSequence(payload) < (this.#last.get(key) ?? 0);
    if (mismatch || isOld) {
      this.events.emit({ protocol: 'ospf', ...passage, mismatch: mismatch ?? 'key', packet: payload });
      return false;
    }
    if (authentication.kind === 'md5') this.#last.set(key, ospfSequence(payload));
    return true;
  }

  /** A neighbour that has gone may begin its numbers anew. */
  forget({ interfaceName, source }: Passage): void {
    this.#last.delete(`${interfaceName} ${source}`);
  }

  sealEigrp(payload: Uint8Array, settings: EigrpInterfaceSettings): Uint8Array {
    return sealEigrp(payload, this.#keysOf(settings)?.[0]);
  }

  acceptsEigrp(payload: Uint8Array, settings: EigrpInterfaceSettings, passage: Passage): boolean {
    const mismatch = eigrpMismatch(payload, this.#keysOf(settings));
    if (mismatch) this.events.emit({ protocol: 'eigrp', ...passage, mismatch, packet: payload });
    return mismatch === undefined;
  }

  /** Undefined where nothing is to be signed. A chain that is not there, or is empty, leaves packets as they are. */
  #keysOf({ isAuthenticated, keyChain }: EigrpInterfaceSettings): NumberedKey[] | undefined {
    const chain = isAuthenticated ? this.keyChains.get(keyChain ?? '') : undefined;
    const keys = [...(chain?.keys ?? [])].flatMap(([id, secret]) => (secret ? [{ id, secret }] : []));
    return keys.length > 0 ? keys.sort((a, b) => a.id - b.id) : undefined;
  }
}

/** What stands on the interface goes before what its area says. */
export function ospfAuthenticationOf(
  settings: OspfInterfaceSettings,
  { areas }: OspfConfiguration,
  area: number,
): OspfAuthentication {
  switch (settings.authentication ?? areas.get(area)?.authentication ?? 'null') {
    case 'null':
      return { kind: 'none' };
    case 'password':
      return { kind: 'password', secret: settings.password };
    case 'message-digest':
      return { kind: 'md5', keys: settings.digestKeys ?? [] };
  }
}
