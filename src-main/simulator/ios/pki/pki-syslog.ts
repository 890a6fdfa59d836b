/** %PKI: what a router says about certificates of peers that it refuses (faults.tsv: PKI-CLOCK, PKI-EXPIRED). */
import { firstOfMarch2002 } from '../../pki/date.ts';
import type { RefusedCertificate } from '../../pki/credentials.ts';
import type { PrivateKey } from '../../pki/key.ts';
import type { IosDevice } from '../device.ts';
import { fullNameOf } from './pki-key.ts';
import { textOfDate } from './pki-text.ts';

const failed = 'Certificate chain validation has failed.';

/** The mnemonic, and what is said of the certificate. */
const speech: {
  readonly [Why in RefusedCertificate['why']]: (serial: string, at: string) => readonly [string, string];
} = {
  'not-yet-valid': (serial, at) => [
    'CERTIFICATE_INVALID_NOT_YET_VALID',
    `  The certificate (SN: ${serial}) is not yet valid   Validity period starts on ${at}`,
  ],
  expired: (serial, at) => [
    'CERTIFICATE_INVALID_EXPIRED',
    `  The certificate (SN: ${serial}) has expired.    Validity period ended on ${at}`,
  ],
  revoked: (serial) => ['CERTIFICATE_REVOKED', `  The certificate (SN: ${serial}) is revoked`],
  'unknown-issuer': () => ['CERTIFICATE_INVALID_UNAUTHORIZED', ''],
  'bad-signature': (serial) => ['CERTIFICATE_INVALID', `  The certificate (SN: ${serial}) has a bad signature`],
  malformed: () => ['CERTIFICATE_INVALID', ''],
};

/** Gives the trust store the router's clock and dice, and IKE the router's name, and puts into words what it refuses. */
export function attachPki(device: IosDevice): void {
  const { trust } = device.router.crypto;
  trust.date = () => firstOfMarch2002 + device.uptime + (device.settings.clockAhead ?? 0);
  trust.random = device.random.fork('pki');
  trust.ownKey = () => ownKeyOf(device);
  device.router.crypto.hostName = () => fullNameOf(device);
  trust.judged.on((judgement) => {
    if (judgement.kind === 'trusted') return;
    const at = judgement.at === undefined ? '' : textOfDate(judgement.at);
    const [mnemonic, more] = speech[judgement.why](judgement.serial, at);
    device.log.report({ facility: 'PKI', severity: 3, mnemonic, text: `${failed}${more}` });
  });
}

/** The RSA keys that bear the name of the router, or those that were made first. */
function ownKeyOf(device: IosDevice): PrivateKey | undefined {
  const { keys } = device.settings.pki;
  const rsa = [...keys.values()].filter(({ key, usage }) => key.keyKind === 'rsa' && usage !== 'Signature Key');
  return (rsa.find(({ label }) => label === fullNameOf(device)) ?? rsa[0])?.key;
}
