/** How many sessions and tunnels there have been since the start, and the most at one time, for `show vpn-sessiondb`. */
import type { IsakmpSa } from '../../ike/isakmp-sa.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';

/** A session of a peer: its association of IKE and what hangs on it, in either version. */
export interface SessionRecord {
  readonly peer: number;
  readonly version: 1 | 2;
  readonly ikev1: IsakmpSa | undefined;
  readonly ikev2: Ikev2Sa | undefined;
  readonly flows: readonly ProtectedFlow[];
  /** Virtual time in milliseconds. */
  readonly since: number;
}

export const tunnels = ['IKEv1', 'IKEv2', 'IPsec', 'IPsecOverNatT'] as const;
export type Tunnel = (typeof tunnels)[number];

interface Count {
  cumulative: number;
  peak: number;
}

export class SessionCounts {
  readonly sessions: Readonly<Record<1 | 2, Count>> = { 1: noneYet(), 2: noneYet() };
  readonly tunnels: Readonly<Record<Tunnel, Count>> = {
    IKEv1: noneYet(),
    IKEv2: noneYet(),
    IPsec: noneYet(),
    IPsecOverNatT: noneYet(),
  };
  /** The most sessions of both kinds together. */
  readonly all: Count = noneYet();
  readonly #known = new Set<string>();

  note(sessions: readonly SessionRecord[]): void {
    this.#noteOf(this.all, 'all', sessions.map(identityOf));
    for (const version of [1, 2] as const) {
      const own = sessions.filter((one) => one.version === version);
      this.#noteOf(this.sessions[version], `version ${version}`, own.map(identityOf));
    }
    for (const tunnel of tunnels) this.#noteOf(this.tunnels[tunnel], tunnel, tunnelsOf(sessions, tunnel));
  }

  #noteOf(count: Count, kind: string, identities: readonly string[]): void {
    count.peak = Math.max(count.peak, identities.length);
    for (const identity of identities.map((one) => `${kind} ${one}`)) {
      if (this.#known.has(identity)) continue;
      this.#known.add(identity);
      count.cumulative++;
    }
  }
}

/** One string for each tunnel of a kind that is up; it stays the same while the tunnel does. */
export function tunnelsOf(sessions: readonly SessionRecord[], tunnel: Tunnel): string[] {
  if (tunnel === 'IKEv1' || tunnel === 'IKEv2') {
    return sessions.filter(({ version }) => tunnel === `IKEv${version}`).map(identityOf);
  }
  return sessions.flatMap(({ flows }) =>
    flows
      .filter(({ current }) => (current?.encapsulation !== undefined) === (tunnel === 'IPsecOverNatT'))
      .map(({ remote, upSince, ...flow }) =>
        JSON.stringify([remote, upSince, flow.localSelector, flow.remoteSelector]),
      ),
  );
}

function identityOf({ peer, version, since }: SessionRecord): string {
  return `${peer} ${version} ${since}`;
}

function noneYet(): Count {
  return { cumulative: 0, peak: 0 };
}
