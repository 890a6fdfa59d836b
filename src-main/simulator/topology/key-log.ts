/** Every key that the routers of a network have negotiated, so that its captures can be decrypted afterwards. */
import { hexOf } from '../../base/bytes.ts';
import { keyStory, type SaPair } from '../router/ipsec/sa-pair.ts';
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
  /** Both ends tell of the same keys. What tells keys apart is made when somebody asks for them: most networks are never asked. */
  readonly #esp: EspKeys[] = [];
  readonly #isakmp: IsakmpKey[] = [];
  readonly #ikev2: Ikev2Keys[] = [];
  /** Each end tells the same. */
  readonly #children: Child[] = [];

  watch(router: Router): void {
    router.ipsec.installed.on((pair) => this.#addPair(pair));
    let last: IsakmpKey | undefined;
    router.ipsec.ikeEvents.on((event) => {
      // From the first of these on messages are encrypted.
      if (event.kind === 'authenticating' || event.kind === 'authenticated')
        last = this.#addKey(router, event.connectionId, last);
    });
    let lastKeys: Ikev2Keys['keys'] | undefined;
    router.ipsec.ikev2Events.on((event) => {
      if (event.kind !== 'authenticating' && event.kind !== 'established' && event.kind !== 'renewed') return;
      const association = event.kind === 'renewed' ? event.by : event.sa;
      if (association.keys !== lastKeys) this.#addAssociation(association);
      lastKeys = association.keys;
    });
  }

  /** The texts of Wireshark's key files by their names in its profile folder, and how the keys were made. */
  wiresharkFiles(): Record<string, string> {
    const stories = this.#children.flatMap((child) => keyStory(child) ?? []);
    const esp = joined(this.#esp);
    const isakmp = once(this.#isakmp, ({ initiatorCookie }) => hexOf(initiatorCookie));
    const ikev2 = once(this.#ikev2, ({ initiatorSpi }) => hexOf(initiatorSpi));
    return {
      [espSaFile]: espSaText(esp),
      [ikev1DecryptionTableFile]: ikev1DecryptionTableText(isakmp),
      // Only where there is one: most networks know version 1 alone.
      ...(ikev2.length > 0 && { [ikev2DecryptionTableFile]: ikev2DecryptionTableText(ikev2) }),
      ...(stories.length > 0 && { [keyStoryFile]: stories.join('\n') }),
    };
  }

  /** AH hides nothing, so nothing is needed to read what is in it. */
  #addPair({ child, esp }: SaPair): void {
    if (!esp) return;
    this.#keepStory(child);
    const { inbound, outbound } = esp;
    const { local, remote } = child;
    this.#esp.push(espKeysOf(inbound, remote, local), espKeysOf(outbound, local, remote));
  }

  #keepStory(child: Child): void {
    const known = this.#children.findIndex((one) => isSamePair(one, child));
    if (known >= 0) this.#children[known] = child;
    else if (this.#children.push(child) > mostStories) this.#children.shift();
  }

  /** @param last what the same router has told of last @returns what it has told of now */
  #addKey(router: Router, connectionId: number, last: IsakmpKey | undefined): IsakmpKey | undefined {
    const association = router.ipsec.ike.ask((engine) => engine.association(connectionId));
    if (!association?.encryptionKey) return last;
    const { initiatorCookie, encryptionKey } = association;
    if (last?.encryptionKey === encryptionKey) return last;
    const key = { initiatorCookie, encryptionKey };
    this.#isakmp.push(key);
    return key;
  }

  #addAssociation({ suite, keys, initiatorSpi, responderSpi }: Ikev2Association): void {
    if (!suite || !keys) return;
    const { algorithm, keyBits } = suite.cipher;
    if (algorithm === 'des') return;
    this.#ikev2.push({
      initiatorSpi,
      responderSpi,
      encryption: algorithm === '3des' ? algorithm : `${algorithm} ${lengthOf(keyBits)}`,
      integrity: suite.integrity ?? 'none',
      keys,
    });
  }
}

function espKeysOf(
  { spi, transform, encryptionKey, integrityKey }: NonNullable<SaPair['esp']>['inbound'],
  source: number,
  destination: number,
): EspKeys {
  return {
    source,
    destination,
    spi,
    encryption: transform.cipher,
    encryptionKey,
    authentication: transform.integrity ?? 'none',
    authenticationKey: integrityKey,
  };
}

/** Both ends have the same SPIs, the other way round. */
function isSamePair(a: Child, b: Child): boolean {
  const isTurned = a.inbound.spi === b.outbound.spi && a.outbound.spi === b.inbound.spi;
  return isTurned || (a.inbound.spi === b.inbound.spi && a.outbound.spi === b.outbound.spi);
}

/**
 * What both ends tell of an association in one: where they know it by different addresses there is a translator between
 * them, and on the way there may be two, whose addresses neither end knows.
 */
function joined(keys: readonly EspKeys[]): EspKeys[] {
  const known = new Map<string, EspKeys>();
  for (const one of keys) {
    const name = `${one.spi} ${hexOf(one.encryptionKey)} ${hexOf(one.authenticationKey)}`;
    const before = known.get(name) ?? one;
    const same = (end: 'source' | 'destination'): number | undefined =>
      before[end] === one[end] ? one[end] : undefined;
    known.set(name, { ...one, source: same('source'), destination: same('destination') });
  }
  return [...known.values()];
}

/** In the order in which they came to be known, as they were told last. */
function once<Key>(keys: readonly Key[], nameOf: (key: Key) => string): Key[] {
  return [...new Map(keys.map((key) => [nameOf(key), key])).values()];
}

const lengthOf = (keyBits: number): 128 | 192 | 256 => (keyBits === 256 || keyBits === 192 ? keyBits : 128);
