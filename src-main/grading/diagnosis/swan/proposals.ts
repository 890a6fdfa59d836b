/** What strongSwan offers, in the words of IOS: `aes256-sha256-modp2048` as what a policy or a transform set says. */
export interface Offer {
  /** "aes 256", "3des", "aes gcm 256" */
  encryption: string[];
  integrity: string[];
  prf: string[];
  groups: number[];
}

const GROUPS: Readonly<Record<string, number>> = {
  modp768: 1, modp1024: 2, modp1536: 5, modp2048: 14, modp3072: 15, modp4096: 16, modp6144: 17, modp8192: 18,
  modp1024s160: 22, modp2048s224: 23, modp2048s256: 24, ecp192: 25, ecp224: 26, ecp256: 19, ecp384: 20, ecp521: 21,
  curve25519: 31, x25519: 31,
}; // prettier-ignore

const HASHES: Readonly<Record<string, string>> = { md5: 'md5', sha: 'sha', sha1: 'sha', sha256: 'sha256', sha2_256: 'sha256', sha384: 'sha384', sha2_384: 'sha384', sha512: 'sha512', sha2_512: 'sha512' }; // prettier-ignore

/** Undefined for `default`, and where anything in it has no name on IOS: what is offered is not known then. */
export function offerOf(proposal: string): Offer | undefined {
  const offer: Offer = { encryption: [], integrity: [], prf: [], groups: [] };
  const words = proposal.toLowerCase().split('-').filter((word) => !/^(?:no)?esn$/.test(word)); // prettier-ignore
  return words.every((word) => take(offer, word)) && offer.encryption.length + offer.integrity.length > 0
    ? offer
    : undefined;
}

function take(offer: Offer, word: string): boolean {
  const cipher = cipherOf(word);
  if (cipher !== undefined) return offer.encryption.push(cipher) > 0;
  const prf = word.startsWith('prf') ? HASHES[word.slice(3)] : undefined;
  if (prf !== undefined) return offer.prf.push(prf) > 0;
  const hash = HASHES[word];
  if (hash !== undefined) return offer.integrity.push(hash) > 0;
  const group = GROUPS[word];
  return group !== undefined && offer.groups.push(group) > 0;
}

function cipherOf(word: string): string | undefined {
  if (word === 'des' || word === '3des' || word === 'null') return word;
  const aes = /^aes(128|192|256)?(?:cbc|(gcm)(?:16|128)?)?$/.exec(word);
  if (!aes) return undefined;
  const [, bits = '128', gcm] = aes;
  return gcm === undefined ? `aes ${bits}` : `aes gcm ${bits}`;
}

/** In an IKEv1 policy there is one of each. @param most combinations are enough */
export function policiesOf({ encryption, integrity, groups }: Offer, most = 16): string[][] {
  return encryption
    .filter((one) => !one.includes('gcm'))
    .flatMap((cipher) =>
      integrity.flatMap((hash) =>
        groups.map((group) => [`encryption ${cipher.replace('aes 128', 'aes')}`, `hash ${hash}`, `group ${group}`]),
      ),
    )
    .slice(0, most);
}

/** The lines of an IKEv2 proposal. */
export function suiteLines({ encryption, integrity, prf, groups }: Offer): string[] {
  const ciphers = encryption.map((one) => one.replace(/^aes (\d+)$/, 'aes-cbc-$1').replace(/^aes gcm /, 'aes-gcm-'));
  return [
    ...line('encryption', ciphers),
    ...line('integrity', integrity.map((one) => (one === 'sha' ? 'sha1' : one))),
    ...line('prf', prf.map((one) => (one === 'sha' ? 'sha1' : one))),
    ...line('group', groups),
  ]; // prettier-ignore
}

const line = (word: string, values: readonly (string | number)[]): string[] => (values.length === 0 ? [] : [`${word} ${values.join(' ')}`]); // prettier-ignore

/** The transforms of each pair of a cipher and a hash. */
export function transformsOf({ encryption, integrity }: Offer, protocol: 'esp' | 'ah', most = 16): string[] {
  const hashes = integrity.map((one) => `${protocol}-${one}-hmac`);
  if (protocol === 'ah') return hashes;
  return encryption
    .flatMap((cipher) => {
      const [name = '', ...bits] = cipher.replace('aes gcm', 'gcm').split(' ');
      const own = `esp-${name}${bits[0] === '128' || bits.length === 0 ? '' : ` ${bits.join(' ')}`}`;
      return cipher.includes('gcm') || hashes.length === 0 ? [own] : hashes.map((hash) => `${own} ${hash}`);
    })
    .slice(0, most);
}
