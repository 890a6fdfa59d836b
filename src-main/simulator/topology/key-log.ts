/** Every key that the routers of a network have negotiated, so that its captures can be decrypted afterwards. */
import { hexOf } from '../../base/bytes.ts';
import { keyStory, type SaPair } from '../router/sa-pair.ts';
import type { Router } from '../router/router.ts';
import {
  espSaFile,
  espSaText,
  ikev1DecryptionTableFile,
  ikev1DecryptionTableText,
  ikev2DecryptionTableFile,
  ikev2DecryptionTableText,
  keyStoryFile,
  type EspKeys,
  type Ikev2Keys,
  type IsakmpKey,
} from '../wire/wireshark-keys.ts';

/** Told of as many negotiations as somebody may want to read about, the latest last. */
const mostStories = 20;

type Child = SaPair['child'];
type Ikev2Association = Router['ipsec']['ikev2']['associations'][number];

export class KeyLog {
  /** Both ends have the same keys: kept once, by SPI and by cookie. */
  readonly #esp = new Map<string, EspKeys>();
  readonly #isakmp = new Map<string, IsakmpKey>();
  readonly #ikev2 = new Map<string, Ikev2Keys>();
  /** By both SPIs: each end tells the same. */
  readonly #children = new Map<string, Child>();

  watch(router: Router): void {
    router.ipsec.installed.on((pair) => this.#addPair(pair));
    router.ipsec.ikeEvents.on((event) => {
      // From the first of these on messages are encrypted.
      if (event.kind === 'authenticating' || event.kind === 'authenticated') this.#addKey(router, event.connectionId);
    });
    router.ipsec.ikev2Events.on((event) => {
      if (event.kind === 'authenticating' || event.kind === 'established') this.#addAssociation(event.sa);
      if (event.kind === 'renewed') this.#addAssociation(event.by);
    });
  }

  /** The texts of Wireshark's key files by their names in its profile folder, and how the keys were made. */
  wiresharkFiles(): Record<string, string> {
    const stories = [...this.#children.values()].flatMap((child) => keyStory(child) ?? []);
    return {
      [espSaFile]: espSaText([...this.#esp.values()]),
      [ikev1DecryptionTableFile]: ikev1DecryptionTableText([...this.#isakmp.values()]),
      // Only where there is one: most networks know version 1 alone.
      ...(this.#ikev2.size > 0 && { [ikev2DecryptionTableFile]: ikev2DecryptionTableText([...this.#ikev2.values()]) }),
      ...(stories.length > 0 && { [keyStoryFile]: stories.join('\n') }),
    };
  }

  /** AH hides nothing, so nothing is needed to read what is in it. */
  #addPair({ child, esp }: SaPair): void {
    if (!esp) return;
    this.#keepStory(child);
    const { inbound, outbound } = esp;
    const { local, remote } = child;
    for (const { association, source, destination } of [
      { association: inbound, source: remote, destination: local },
      { association: outbound, source: local, destination: remote },
    ]) {
      const { spi, transform, encryptionKey, integrityKey } = association;
      this.#esp.set(`${destination} ${spi}`, {
        source,
        destination,
        spi,
        encryption: transform.cipher,
        encryptionKey,
        authentication: transform.integrity ?? 'none',
        authenticationKey: integrityKey,
      });
    }
  }

  /** The text is made when it is asked for: most networks are never asked. */
  #keepStory(child: Child): void {
    const { inbound, outbound } = child;
    const [a, b] = [inbound.spi, outbound.spi];
    this.#children.set(a < b ? `${a} ${b}` : `${b} ${a}`, child);
    if (this.#children.size <= mostStories) return;
    const [oldest] = this.#children.keys();
    if (oldest !== undefined) this.#children.delete(oldest);
  }

  #addKey(router: Router, connectionId: number): void {
    const association = router.ipsec.ike.ask((engine) => engine.association(connectionId));
    if (!association?.encryptionKey) return;
    const { initiatorCookie, encryptionKey } = association;
    this.#isakmp.set(hexOf(initiatorCookie), { initiatorCookie, encryptionKey });
  }

  #addAssociation({ suite, keys, initiatorSpi, responderSpi }: Ikev2Association): void {
    if (!suite || !keys) return;
    const { algorithm, keyBits } = suite.cipher;
    if (algorithm === 'des') return;
    this.#ikev2.set(hexOf(initiatorSpi), {
      initiatorSpi,
      responderSpi,
      encryption: algorithm === '3des' ? algorithm : `${algorithm} ${lengthOf(keyBits)}`,
      integrity: suite.integrity ?? 'none',
      keys,
    });
  }
}

const lengthOf = (keyBits: number): 128 | 192 | 256 => (keyBits === 256 || keyBits === 192 ? keyBits : 128);
