/** The certificate that a router signs itself: `enrollment selfsigned`. */
import { signCertificate } from '../../pki/certificate.ts';
import { millisecondsOf } from '../../pki/date.ts';
import { noExtensions } from '../../pki/extensions.ts';
import { derOfPublicKey } from '../../pki/key.ts';
import { addToChain } from './pki-chain.ts';
import type { PkiDevice } from './pki-device.ts';
import type { KeyEntry, Trustpoint } from './pki-state.ts';
import { subjectOf, type Subject } from './pki-subject.ts';

/** IOS gives them until the first day of 2020, and later releases until 2030. */
const end = millisecondsOf({ year: 2030, month: 1, day: 1, hours: 0, minutes: 0, seconds: 0 });

export function signItself(
  device: PkiDevice,
  trustpoint: Trustpoint,
  { entry, subject }: { entry: KeyEntry; subject: Subject },
): void {
  const { trust } = device.router.crypto;
  const { name, names } = subjectOf(trustpoint, subject);
  const body = {
    serial: 1n,
    issuer: name,
    subject: name,
    notBefore: trust.date(),
    notAfter: end,
    keyInfo: derOfPublicKey(entry.key.public),
    extensions: { ...noExtensions(), isAuthority: true, names },
  };
  const certificate = trust.parse(signCertificate(body, entry.key, trustpoint.hash ?? 'sha1'));
  if (certificate) addToChain(device, trustpoint.name, 'self-signed', certificate);
}
