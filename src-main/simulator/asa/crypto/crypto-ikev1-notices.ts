/**
 * What is said of version 1 of IKE: negotiations that end well, and why others do not. Numbers and texts: Cisco ASA Series
 * Syslog Messages (713041, 713049, 713061, 713073, 713119, 713120, 713257, 713259, 713902 to 713904); faults.tsv has those
 * that tell of faults.
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { IkeEvent } from '../../ike/events.ts';
import { bareProxyOf } from '../../ios/crypto/crypto-proxies.ts';
import type { IpsecEvent, ProtectedEnds } from '../../ipsec/events.ts';
import { say } from '../inspection/connection-notices.ts';
import { debugIkev1, sayIkev1, tellIkev1, withGroup, withPeer } from './crypto-speech.ts';
import type { AsaDevice } from '../device.ts';

type Judged = IpsecEvent & { kind: 'proposal-judged' };

export function attachIkev1Notices(device: AsaDevice): void {
  const notices = new Ikev1Notices(device);
  const { ipsec } = device.router;
  ipsec.ipsecEvents.on((event) => notices.hearIpsec(event));
  ipsec.ikeEvents.on((event) => notices.hear(event));
  device.firewall.events.on((event) => {
    // faults.tsv, MAP-NOTAPPLIED.
    if (event.kind === 'unbound-ike') sayIkev1(device, event.peer, 'No crypto map bound to interface... dropping pkt');
  });
}

const notifyNoProposal = 14;
const notifyInvalidId = 18;

class Ikev1Notices {
  /** What IPsec has had against the last offer. */
  #judged: Judged | undefined;
  #checked: (IkeEvent & { kind: 'suite-checked' }) | undefined;
  #requestedAt = -1;
  /** A policy fits what is offered, and there is no key for it. */
  #isWithoutKey = false;

  constructor(private readonly device: AsaDevice) {}

  hearIpsec(event: IpsecEvent): void {
    if (event.kind === 'proposal-judged') this.#judged = event;
    if (event.kind === 'requested' && this.#isFirst() && !this.#isOfVersion2(event)) this.#tellRequest(event);
  }

  hear(event: IkeEvent): void {
    switch (event.kind) {
      case 'authenticated':
        return this.#tell(event.remote, [5, 713119], 'PHASE 1 COMPLETED');
      case 'lifetime-restarted':
        return this.#tellLifetime(event.connectionId, event.seconds);
      case 'suite-checked':
        this.#checked = event;
        return undefined;
      case 'suite-refused':
        return this.#tellRefused(event);
      case 'suite-accepted':
        this.#isWithoutKey = false;
        return undefined;
      case 'no-suite-accepted':
        return this.#tellNoSuite(event.remote);
      case 'no-proposal-accepted':
        return this.#tellNoProposal(event);
      case 'children-created':
        return this.#tellCreated(event);
      default:
        return this.#hearFailures(event);
    }
  }

  #hearFailures(event: IkeEvent): void {
    switch (event.kind) {
      case 'bad-message':
        return this.#tellUnreadable(event.remote);
      case 'cannot-start':
        return this.#tellUnable(event.remote);
      case 'notify-disbelieved':
        return this.#tellDisbelieved(event.type);
      case 'notify-received':
        return this.#tellNotify(event.connectionId, event.type);
      case 'sa-deleted':
        return this.#tellEnd(event);
      case 'payload':
        return this.#debugPayload(event.connectionId, event.payload);
      default:
        return undefined;
    }
  }

  #tell(peer: number, code: readonly [number, number], text: string): void {
    tellIkev1(this.device, peer, code, withGroup(this.device, peer) + text);
  }

  #tellBefore(peer: number, code: readonly [number, number], text: string): void {
    tellIkev1(this.device, peer, code, withPeer(peer) + text);
  }

  /** A request is made once for each transform set. */
  #isFirst(): boolean {
    const now = this.device.clock.now();
    const isFirst = now !== this.#requestedAt;
    this.#requestedAt = now;
    return isFirst;
  }

  #isOfVersion2({ remote, localSelector }: ProtectedEnds): boolean {
    const flow = this.device.router.ipsec.flows.find(
      (one) => one.remote === remote && one.localSelector.address === localSelector.address,
    );
    return flow?.origin.kind === 'map' && flow.origin.policy.ikev2Profile !== undefined;
  }

  #tellRequest({ remote, localSelector, remoteSelector }: ProtectedEnds): void {
    const { ipsec } = this.device.router;
    const isReady = ipsec.ike.associations.some((one) => one.remote === remote && one.state === 'QM_IDLE');
    const flow = ipsec.flows.find((one) => one.remote === remote);
    const proxies = `local Proxy Address ${formatIpv4(localSelector.address)}, remote Proxy Address ${formatIpv4(remoteSelector.address)}`;
    const text = `IKE Initiator: New Phase ${isReady ? 2 : 1}, Intf ${this.#towards(localSelector.address)}, IKE Peer ${formatIpv4(remote)}  ${proxies},  Crypto map (${flow?.mapTag ?? ''})`;
    if (isReady) this.#tell(remote, [5, 713041], text);
    else this.#tellBefore(remote, [5, 713041], text);
  }

  #remoteOf(connectionId: number): number | undefined {
    const { associations } = this.device.router.ipsec.ike;
    return associations.find((one) => one.connectionId === connectionId && !one.isDeleted)?.remote;
  }

  #tellLifetime(connectionId: number, seconds: number): void {
    const peer = this.#remoteOf(connectionId);
    if (peer === undefined) return;
    const ours = this.device.router.crypto.policiesByPriority()[0]?.lifetime ?? 0;
    this.#tell(
      peer,
      [5, 713073],
      `Responder forcing change of IKE rekeying duration from ${ours} to ${seconds} seconds`,
    );
  }

  /** The interface behind which an address is. */
  #towards(address: number): string {
    const { router, configuration } = this.device;
    const hop = router.routes.lookup(address);
    return (hop && configuration.interfaces.of(hop.out)?.name) ?? '';
  }

  #tellRefused(event: IkeEvent & { kind: 'suite-refused' }): void {
    if (event.why === 'no-key') this.#isWithoutKey = true;
    if (event.why !== 'no-certificate') return this.#tellMismatch(event);
    const peer = this.#remoteOf(event.connectionId);
    if (peer !== undefined) this.#tellUnable(peer);
  }

  /** Without a certificate of its own a firewall cannot speak by a policy that wants one (faults.tsv, PKI-EXPIRED). */
  #tellUnable(peer: number): void {
    const policies = this.device.router.crypto.policiesByPriority();
    if (policies.some(({ authentication }) => authentication === 'rsa-sig'))
      this.#tellBefore(peer, [3, 713082], 'Failed to retrieve identity certificate');
    else this.#tellNoGroup(peer);
  }

  /** No group is named after the peer, or the one that it lands on has no key (faults.tsv, TG-ASA; text from memory). */
  #tellNoGroup(peer: number): void {
    this.#tell(peer, [4, 713903], "Can't find a valid tunnel group, aborting...!");
  }

  #tellMismatch({ why }: IkeEvent & { kind: 'suite-refused' }): void {
    const attribute = attributes[why];
    const checked = this.#checked;
    const policy = this.device.router.crypto.policies.get(checked?.priority ?? 0);
    if (!attribute || !checked || !policy) return;
    const value = checked.attributes.find(({ type }) => type === attribute.type)?.value;
    const values = `Rcv'd: ${attribute.say(typeof value === 'number' ? value : 0)}  Cfg'd: ${attribute.configured(policy)}`;
    const text = `Phase 1 failure:  Mismatched attribute types for class ${attribute.name}:  ${values}`;
    if (this.device.preferences.isLogging) say(this.device, 5, 713257, text);
    if (this.device.debugging.isOn('crypto ikev1')) this.device.debugging.sayWithTime(`[IKEv1]${text}`);
  }

  #tellNoSuite(peer: number): void {
    const isWithoutKey = this.#isWithoutKey;
    this.#isWithoutKey = false;
    if (isWithoutKey) return this.#tellNoGroup(peer);
    debugIkev1(this.device, peer, `${withPeer(peer)}All SA proposals found unacceptable`);
    this.#tellBefore(peer, [3, 713048], 'Error processing payload: Payload ID: 1');
  }

  /** The responder has no entry for the identities, or none of its transform sets is offered. */
  #tellNoProposal({ remote, messageId }: IkeEvent & { kind: 'no-proposal-accepted' }): void {
    const judged = this.#judged;
    const isUnknown = judged?.verdict === 'no-identity';
    if (isUnknown) {
      const proxies = `remote proxy ${bareProxyOf(judged.remoteSelector)} local proxy ${bareProxyOf(judged.localSelector)}`;
      this.#tell(
        remote,
        [3, 713061],
        `Rejecting IPSec tunnel: no matching crypto map entry for ${proxies} on interface ${this.#outside(judged.local)}`,
      );
    } else this.#tell(remote, [5, 713904], 'All IPSec SA proposals found unacceptable!');
    this.#tellMachineError(remote, messageId);
    this.#tell(remote, [3, 713902], 'Removing peer from correlator table failed, no match!');
    const reason = isUnknown ? 'crypto map policy not found' : 'Phase 2 Mismatch';
    this.#tell(remote, [5, 713259], `Session is being torn down. Reason: ${reason}`);
  }

  #tellMachineError(remote: number, messageId: number): void {
    const address = (0x7fff0000 + (messageId & 0xffff)).toString(16).padStart(16, '0');
    const text = `QM FSM error (P2 struct &0x${address}, mess id 0x${messageId.toString(16)})!`;
    this.#tell(remote, [3, 713902], text);
  }

  #outside(local: number): string {
    const { all } = this.device.configuration.interfaces;
    return all.find(({ one }) => one.address?.address === local)?.name ?? '';
  }

  #tellCreated({ child, messageId, connectionId }: IkeEvent & { kind: 'children-created' }): void {
    const { remote, inboundSpi, outboundSpi } = child;
    const association = this.device.router.ipsec.ike.associations.find((one) => one.connectionId === connectionId);
    const role = association?.role === 'responder' ? 'Responder' : 'Initiator';
    const spis = `Inbound SPI = ${hex(inboundSpi)}, Outbound SPI = ${hex(outboundSpi)}`;
    const group = formatIpv4(remote);
    this.#tell(remote, [5, 713049], `Security negotiation complete for LAN-to-LAN Group (${group})  ${role}, ${spis}`);
    this.#tell(remote, [5, 713120], `PHASE 2 COMPLETED (msgid=${messageId.toString(16).padStart(8, '0')})`);
  }

  #tellUnreadable(remote: number): void {
    this.#tell(remote, [5, 713904], 'Received encrypted Oakley Main Mode packet with invalid payloads, MessID = 0');
    this.#tell(
      remote,
      [3, 713902],
      'ERROR, had problems decrypting packet, probably due to mismatched pre-shared key.  Aborting',
    );
  }

  #tellDisbelieved(type: number): void {
    const [waiting] = this.device.router.ipsec.ike.associations.filter(({ state }) => state !== 'QM_IDLE');
    if (!waiting || type !== notifyNoProposal) return;
    const text = 'Received an un-encrypted NO_PROPOSAL_CHOSEN notify message, dropping';
    this.#tellBefore(waiting.remote, [5, 713904], text);
  }

  /** The peer says why it does not go on with phase 2. */
  #tellNotify(connectionId: number, type: number): void {
    const peer = this.#remoteOf(connectionId);
    if (peer === undefined) return;
    if (type === notifyNoProposal) {
      this.#tell(peer, [5, 713068], 'Received non-routine Notify message: No proposal chosen (14)');
    }
    if (type === notifyInvalidId) {
      this.#tell(peer, [5, 713068], 'Received non-routine Notify message: Invalid ID info (18)');
    }
  }

  #tellEnd({ remote, reason }: IkeEvent & { kind: 'sa-deleted' }): void {
    if (reason === 'phase1-retransmission') {
      this.#tellBefore(remote, [3, 713902], 'Removing peer from peer table failed, no match!');
      this.#tellBefore(remote, [4, 713903], 'Error: Unable to remove PeerTblEntry');
    }
    if (reason === 'peer-dead') {
      this.#tell(remote, [3, 713123], 'IKE lost contact with remote peer, deleting connection (keepalive type: DPD)');
    }
  }

  #debugPayload(connectionId: number, payload: string): void {
    const peer = this.#remoteOf(connectionId);
    const name = payloadNames[payload];
    if (peer !== undefined && name !== undefined)
      debugIkev1(this.device, peer, `${withPeer(peer)}processing ${name} payload`);
  }
}

const payloadNames: Readonly<Record<string, string>> = {
  SA: 'SA',
  KE: 'ke',
  NONCE: 'nonce',
  ID: 'ID',
  HASH: 'hash',
  DELETE: 'delete',
  'NAT-D': 'NAT-Discovery',
};

interface PolicyView {
  readonly cipher: string;
  readonly keyBits: number;
  readonly hash: string;
  readonly authentication: string;
  readonly group: number;
}

interface Attribute {
  /** Its class (RFC 2409 appendix A). */
  readonly type: number;
  readonly name: string;
  say(value: number): string;
  configured(policy: PolicyView): string;
}

const cipherNames: Readonly<Record<number, string>> = { 1: 'DES-CBC', 5: '3DES-CBC', 7: 'AES-CBC' };
const hashNames: Readonly<Record<number, string>> = { 1: 'MD5', 2: 'SHA', 4: 'SHA256' };
const methodNames: Readonly<Record<number, string>> = { 1: 'Preshared Key', 3: 'RSA signature' };

const attributes: Readonly<Partial<Record<string, Attribute>>> = {
  encryption: {
    type: 1,
    name: 'Encryption Algorithm',
    say: (value) => cipherNames[value] ?? String(value),
    configured: ({ cipher }) => `${cipher.toUpperCase()}-CBC`,
  },
  'key-length': {
    type: 14,
    name: 'Key Length',
    say: (value) => `${value}`,
    configured: ({ keyBits }) => `${keyBits}`,
  },
  hash: {
    type: 2,
    name: 'Hash Algorithm',
    say: (value) => hashNames[value] ?? String(value),
    configured: ({ hash }) => (hash === 'sha1' ? 'SHA' : hash.toUpperCase()),
  },
  authentication: {
    type: 3,
    name: 'Auth Method',
    say: (value) => methodNames[value] ?? String(value),
    configured: ({ authentication }) => (authentication === 'pre-share' ? 'Preshared Key' : 'RSA signature'),
  },
  group: {
    type: 4,
    name: 'Group Description',
    say: (value) => `Group ${value}`,
    configured: ({ group }) => `Group ${group}`,
  },
};

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
