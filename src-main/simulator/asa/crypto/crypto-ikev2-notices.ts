/**
 * What is said of version 2 of IKE. Numbers and texts: Cisco ASA Series Syslog Messages (750001 to 750007); the errors of
 * 750003 are those that faults.tsv and the log of an ASA name.
 */
import { formatIpv4 } from '../../../base/address.ts';
import { hexOf } from '../../../base/bytes.ts';
import type { Ikev2EndReason, Ikev2Event } from '../../ike2/events.ts';
import type { Ikev2Sa } from '../../ike2/view.ts';
import type { ProtectedEnds } from '../../ipsec/events.ts';
import type { Selector } from '../../ipsec/proposal.ts';
import { tellIkev2, type Ikev2Ends } from './crypto-speech.ts';
import { debugLevels } from '../debugging.ts';
import type { AsaDevice } from '../device.ts';

const init = 34;
const usualPorts = { local: 500, remote: 500 } as const;

export function attachIkev2Notices(device: AsaDevice): void {
  const notices = new Ikev2Notices(device);
  const { ipsec } = device.router;
  ipsec.ipsecEvents.on((event) => {
    if (event.kind === 'requested') notices.noteRequest(event);
  });
  ipsec.ikev2Events.on((event) => notices.hear(event));
}

class Ikev2Notices {
  #request: ProtectedEnds | undefined;
  /** Associations whose failure has been told already. */
  readonly #told = new WeakSet<Ikev2Sa>();

  constructor(private readonly device: AsaDevice) {}

  noteRequest(request: ProtectedEnds): void {
    this.#request = request;
  }

  hear(event: Ikev2Event): void {
    this.#debug(event);
    switch (event.kind) {
      case 'requested':
        return this.#tellRequest(event.local, event.remote);
      case 'received-first':
        if (event.exchange === init)
          this.#tell({ ...event, isKnown: false }, [5, 750002], 'Received a IKE_INIT_SA request');
        return undefined;
      case 'no-suite':
        return this.#tellError({ ...event, ports: usualPorts, isKnown: false }, 'Failed to find a matching policy');
      case 'established':
        return this.#tell(endsOf(event.sa), [5, 750006], 'SA UP. Reason: New Connection Established');
      case 'child-judged':
        return this.#tellJudged(event);
      case 'authentication-failed':
        return this.#tellFailure(event.sa, 'Failed to authenticate the IKE SA');
      case 'sa-deleted':
        return this.#tellEnd(event.sa, event.reason);
      default:
        return undefined;
    }
  }

  #tell(ends: Ikev2Ends, code: readonly [number, number], text: string): void {
    tellIkev2(this.device, ends, code, text);
  }

  #tellError(ends: Ikev2Ends, error: string): void {
    this.#tell(ends, [4, 750003], `Negotiation aborted due to ERROR: ${error}`);
  }

  #tellFailure(sa: Ikev2Sa, error: string): void {
    if (this.#told.has(sa)) return;
    this.#told.add(sa);
    this.#tellError(endsOf(sa), error);
  }

  #tellRequest(local: number, remote: number): void {
    const request = this.#request;
    if (!request || request.remote !== remote) return;
    const [ours, theirs] = [request.localSelector, request.remoteSelector].map(selectorText);
    const text = `Received request to establish an IPsec tunnel; local traffic selector = ${ours ?? ''}; remote traffic selector = ${theirs ?? ''}`;
    this.#tell({ local, remote, ports: usualPorts, isKnown: false }, [5, 750001], text);
  }

  #tellJudged({ sa, verdict }: Ikev2Event & { kind: 'child-judged' }): void {
    if (verdict === 'accepted') return;
    const error =
      verdict === 'no-identity'
        ? 'There was no IPSEC policy found for received TS'
        : 'Failed to find a matching policy';
    this.#tellError({ ...endsOf(sa), isKnown: true }, error);
  }

  #tellEnd(sa: Ikev2Sa, reason: Ikev2EndReason): void {
    if (sa.establishedAt === undefined) {
      const isUnheard = reason === 'retransmission' && sa.role === 'responder';
      const error = isUnheard ? 'Failed to receive the AUTH msg before the timer expired' : errors[reason];
      if (error !== undefined) this.#tellFailure(sa, error);
      return;
    }
    if (reason === 'renewed') return;
    this.#tell(endsOf(sa), [5, 750007], `SA DOWN. Reason: ${reasons[reason] ?? 'local failure'}`);
  }

  #debug(event: Ikev2Event): void {
    const { debugging } = this.device;
    if (event.kind !== 'sent' && event.kind !== 'received') return;
    const { sa, messageId, exchange } = event;
    if (!debugging.isOn('crypto ikev2 protocol', debugLevels.usual, sa.remote)) return;
    const [here, there] = [`${formatIpv4(sa.local)}:${sa.ports.local}`, `${formatIpv4(sa.remote)}:${sa.ports.remote}`];
    const isSent = event.kind === 'sent';
    debugging.say(
      `IKEv2-PROTO-2: (${sa.id}): ${isSent ? 'Sending Packet' : 'Received Packet'} [${isSent ? 'To' : 'From'} ${there}/${isSent ? 'From' : 'To'} ${here}/VRF i0:f0] `,
    );
    debugging.say(
      `(${sa.id}): Initiator SPI : ${hexOf(sa.initiatorSpi).toUpperCase()} - Responder SPI : ${hexOf(sa.responderSpi).toUpperCase()} Message id: ${messageId}`,
    );
    const flags = event.isRequest ? 'Request' : 'Response';
    debugging.say(`(${sa.id}): IKEv2 ${exchangeNames[exchange] ?? String(exchange)} Exchange ${flags.toUpperCase()}`);
  }
}

const exchangeNames: Readonly<Record<number, string>> = {
  34: 'IKE_SA_INIT',
  35: 'IKE_AUTH',
  36: 'CREATE_CHILD_SA',
  37: 'INFORMATIONAL',
};

const errors: Readonly<Partial<Record<Ikev2EndReason, string>>> = {
  retransmission: 'Maximum number of retransmissions reached',
  policy: 'Failed to find a matching policy',
  authentication: 'Failed to authenticate the IKE SA',
  'first-child': 'Failed to find a matching policy',
  'peer-failed': 'Received a notify message that ends the negotiation',
  malformed: 'Failed to process the packet',
};

const reasons: Readonly<Partial<Record<Ikev2EndReason, string>>> = {
  'deleted-by-peer': 'peer request',
  cleared: 'application initiated',
  expired: 'lifetime expired',
  'dead-peer': 'peer lost',
  'initial-contact': 'peer request',
};

function endsOf({ local, remote, ports, establishedAt }: Ikev2Sa): Ikev2Ends {
  return { local, remote, ports, isKnown: establishedAt !== undefined };
}

function selectorText({ address, mask, protocol, port }: Selector): string {
  const last = (address | ~mask) >>> 0;
  const ports = port === 0 ? '0-65535' : `${port}-${port}`;
  return `Address Range: ${formatIpv4(address)}-${formatIpv4(last)} Protocol: ${protocol} Port Range: ${ports} `;
}
