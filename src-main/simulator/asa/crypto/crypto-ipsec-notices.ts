/**
 * What is said of associations and of packets that they do not let through. Numbers and texts: Cisco ASA Series Syslog
 * Messages (113019, 402114, 402116, 402117, 402119, 402120, 602303, 602304, 713050).
 */
import { formatIpv4 } from '../../../base/address.ts';
import type { EventPair, IpsecEvent, ProtectedEnds } from '../../ipsec/events.ts';
import type { RouterEvent } from '../../router/events.ts';
import type { SaPair } from '../../router/ipsec/sa-pair.ts';
import { say } from '../inspection/connection-notices.ts';
import { tellIkev1, withGroup } from './crypto-speech.ts';
import type { AsaDevice } from '../device.ts';
import { protocolName } from '../services.ts';
import { hoursOf } from '../time-words.ts';

export function attachIpsecNotices(device: AsaDevice): void {
  const notices = new IpsecNotices(device);
  const { ipsec, events } = device.router;
  ipsec.installed.on((pair) => notices.noteInstalled(pair));
  ipsec.ipsecEvents.on((event) => {
    if (event.kind === 'installed') notices.tellPair(event, 'created');
    if (event.kind === 'deleted') notices.tellDeleted(event);
  });
  events.on((event) => notices.hear(event));
  ipsec.ikeEvents.on((event) => {
    if (event.kind === 'peer-dead') notices.noteLost(event.remote);
  });
  ipsec.ikev2Events.on((event) => {
    if (event.kind === 'sa-deleted' && event.reason === 'dead-peer') notices.noteLost(event.sa.remote);
  });
}

interface PeerRecord {
  readonly since: number;
  readonly pairs: SaPair[];
}

class IpsecNotices {
  readonly #peers = new Map<number, PeerRecord>();
  /** Peers from whom nothing comes back any more. */
  readonly #lost = new Set<number>();

  constructor(private readonly device: AsaDevice) {}

  noteLost(peer: number): void {
    if (this.#peers.has(peer)) this.#lost.add(peer);
  }

  noteInstalled(pair: SaPair): void {
    const { remote } = pair.child;
    this.#lost.delete(remote);
    const record = this.#peers.get(remote) ?? { since: this.device.clock.now(), pairs: [] };
    record.pairs.push(pair);
    this.#peers.set(remote, record);
  }

  tellPair({ local, remote, inbound, outbound }: ProtectedEnds & EventPair, what: 'created' | 'deleted'): void {
    const [here, there] = [formatIpv4(local), formatIpv4(remote)];
    const number = what === 'created' ? 602303 : 602304;
    const between = `between ${here} and ${there} (user= ${there}) has been ${what}.`;
    this.#say(6, number, `IPSEC: An outbound LAN-to-LAN SA (SPI= ${hex(outbound.spi)}) ${between}`);
    this.#say(6, number, `IPSEC: An inbound LAN-to-LAN SA (SPI= ${hex(inbound.spi)}) ${between}`);
  }

  tellDeleted(event: IpsecEvent & { kind: 'deleted' }): void {
    this.tellPair(event, 'deleted');
    const { remote, localSelector, remoteSelector, why } = event;
    const record = this.#peers.get(remote);
    const isVersion1 = record?.pairs.at(-1)?.keying === 'ikev1';
    const reason = this.#lost.has(remote) ? 'Lost Service' : reasons[why];
    if (isVersion1) {
      const proxies = `Remote Proxy ${formatIpv4(remoteSelector.address)}, Local Proxy ${formatIpv4(localSelector.address)}`;
      const text = `Connection terminated for peer ${formatIpv4(remote)}.  Reason: ${reason}  ${proxies}`;
      tellIkev1(this.device, remote, [5, 713050], withGroup(this.device, remote) + text);
    }
    const isLast = !this.device.router.ipsec.flows.some((flow) => flow.remote === remote && flow.current !== undefined);
    if (record && isLast) this.#tellDisconnected(remote, record, reason);
  }

  hear(event: RouterEvent): void {
    switch (event.kind) {
      case 'not-ipsec': {
        const packet = `non-IPSec packet (protocol= ${protocolName(event.protocol).toUpperCase()})`;
        this.device.firewall.count('ipsec-spoof');
        return this.#say(
          4,
          402117,
          `IPSEC: Received a ${packet} from ${formatIpv4(event.remote)} to ${formatIpv4(event.local)}.`,
        );
      }
      case 'invalid-spi': {
        this.device.firewall.count('np-sp-invalid-spi');
        const ends = `from ${formatIpv4(event.remote)} to ${formatIpv4(event.local)}`;
        return this.#say(
          4,
          402114,
          `IPSEC: Received an ESP packet (SPI= ${hex(event.spi)}) ${ends} with an invalid SPI.`,
        );
      }
      case 'replay-error':
        return this.#sayOfPair(event.connectionId, 402119, 'that failed anti-replay checking', event.sequence);
      case 'mac-error':
        return this.#sayOfPair(event.connectionId, 402120, 'that failed authentication', undefined);
      default:
        return undefined;
    }
  }

  #sayOfPair(connectionId: number, number: number, what: string, sequence: number | undefined): void {
    const pairs = this.device.router.ipsec.flows.flatMap((flow) => flow.pairs);
    const pair = pairs.find(({ inbound }) => inbound.connectionId === connectionId);
    if (!pair) return;
    const { local, remote } = pair.child;
    const place = sequence === undefined ? '' : `, sequence number= 0x${sequence.toString(16).toUpperCase()}`;
    const packet = `ESP packet (SPI= ${hex(pair.inbound.spi)}${place})`;
    const peer = formatIpv4(remote);
    this.#say(4, number, `IPSEC: Received an ${packet} from ${peer} (user= ${peer}) to ${formatIpv4(local)} ${what}.`);
  }

  #tellDisconnected(remote: number, { since, pairs }: PeerRecord, reason: string): void {
    this.#peers.delete(remote);
    this.#lost.delete(remote);
    const peer = formatIpv4(remote);
    const sum = (direction: 'inbound' | 'outbound'): number =>
      pairs.reduce((total, pair) => total + pair[direction].usage.bytes, 0);
    const [hours = '0', minutes = '00', seconds = '00'] = hoursOf(this.device.clock.now() - since).split(':');
    const duration = `${hours}h:${minutes}m:${seconds}s`;
    const figures = `Duration: ${duration}, Bytes xmt: ${sum('outbound')}, Bytes rcv: ${sum('inbound')}, Reason: ${reason}`;
    this.#say(
      4,
      113019,
      `Group = ${peer}, Username = ${peer}, IP = ${peer}, Session disconnected. Session Type: LAN-to-LAN, ${figures}`,
    );
  }

  #say(severity: number, number: number, text: string): void {
    if (this.device.preferences.isLogging) say(this.device, severity, number, text);
  }
}

const reasons = {
  'by-peer': 'Peer Terminate',
  cleared: 'Administrator Reset',
  expired: 'IKE Lifetime Exceeded',
  idle: 'Idle Timeout',
  replaced: 'Rekeyed',
  configuration: 'Administrator Reset',
} as const;

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, '0')}`;
}
