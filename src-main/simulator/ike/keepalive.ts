/**
 * Dead peer detection as the one who asks (RFC 3706): R-U-THERE at every interval, or on demand when packets have gone
 * to the peer and none has come back. IOS repeats an unanswered question five times, `retry` seconds apart, and then
 * gives the peer up.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { bytesOfNumber, u32 } from '../../base/bytes.ts';
import type { NotificationPayload } from '../wire/isakmp/notification.ts';
import { notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import type { IsakmpKeepalive } from './configuration.ts';
import { inform, notificationOf } from './informational.ts';

const maximumRetries = 5;

export interface KeepaliveOwner {
  /** The association to ask over. */
  established(): Association | undefined;
  /** Whether a pair is with this peer, by the SPI that we receive with. */
  receivesWith(inboundSpi: number): boolean;
  dead(association: Association): void;
}

export class Keepalive {
  #stop: Stop | undefined;
  #sequence: number | undefined;
  /** Questions that nobody has answered. */
  #unanswered = 0;
  /** When the peer was last heard of by IKE. */
  #heardAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly owner: KeepaliveOwner,
  ) {}

  /** There is an association. Both ends must have announced that they can do it. */
  start(association: Association): void {
    this.#heardAt = this.clock.now();
    const settings = keepaliveOf(association);
    if (settings && association.vendors.has('DPD') && this.#unanswered === 0)
      this.#wait(settings.seconds, () => this.#due());
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#unanswered = 0;
  }

  acknowledged(association: Association, { data }: NotificationPayload): void {
    const { connectionId, remote } = association;
    const sequence = data.length === 4 ? u32(data, 0) : -1;
    const oldest = (this.#sequence ?? 0) - this.#unanswered;
    if (this.#unanswered === 0 || sequence <= oldest || sequence > (this.#sequence ?? 0)) return;
    association.trace({ kind: 'keepalive-answered', connectionId, remote, sequence });
    this.#unanswered = 0;
    this.start(association);
  }

  #due(): void {
    const association = this.owner.established();
    const settings = association && keepaliveOf(association);
    if (!association || !settings) return this.stop();
    if (this.#unanswered === 0 && settings.mode === 'on-demand' && !this.#isInDoubt(association, settings))
      return this.#wait(settings.seconds, () => this.#due());
    if (this.#unanswered > maximumRetries) {
      this.stop();
      return this.owner.dead(association);
    }
    this.#ask(association);
    this.#wait(settings.retry, () => this.#due());
  }

  /** Something has gone to the peer since it was last heard of, and that is a while ago. */
  #isInDoubt({ env, local, remote }: Association, { seconds }: IsakmpKeepalive): boolean {
    const { sentAt, receivedAt = 0 } = env.traffic?.(local, remote, (spi) => this.owner.receivesWith(spi)) ?? {};
    const heardAt = Math.max(receivedAt, this.#heardAt);
    return sentAt !== undefined && sentAt > heardAt && this.clock.now() - heardAt >= seconds * 1000;
  }

  #ask(association: Association): void {
    const { env, connectionId, remote, spi } = association;
    // The first bit is left clear, so that the number does not come to its end (section 6.2).
    this.#sequence = ((this.#sequence ?? env.random.u32() >>> 1) + 1) >>> 0;
    this.#unanswered++;
    const { isakmp, sequence } = { isakmp: securityProtocols.PROTO_ISAKMP, sequence: this.#sequence };
    association.trace({ kind: 'keepalive-sent', connectionId, remote, sequence, attempt: this.#unanswered });
    inform(association, notificationOf(notifyTypes['R-U-THERE'], isakmp, spi, bytesOfNumber(sequence, 4)));
  }

  #wait(seconds: number, run: () => void): void {
    this.#stop?.();
    this.#stop = this.clock.after(seconds * 1000, run);
  }
}

/** Of the profile that the peer has matched, of the peer, or of all peers. */
function keepaliveOf({ profile, env, remote }: Association): IsakmpKeepalive | undefined {
  if (profile?.keepalive) return profile.keepalive;
  const settings = env.settings?.();
  return settings?.keepaliveOf ? settings.keepaliveOf(remote) : settings?.keepalive;
}
