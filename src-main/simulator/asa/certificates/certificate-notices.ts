/**
 * What the log says of certificates of peers (Cisco ASA Series Syslog Messages, 717009, 717022, 717027, 717028), and what the
 * trust store has to know of the firewall: its date, its dice, its name.
 */
import { firstOfMarch2002 } from '../../pki/date.ts';
import type { RefusedCertificate } from '../../pki/credentials.ts';
import { fullNameOf } from '../../ios/pki/pki-key.ts';
import { say } from '../inspection/connection-notices.ts';
import { timeOf } from '../date.ts';
import type { AsaDevice } from '../device.ts';

/** Reasons from memory. */
const reasons: { readonly [Why in RefusedCertificate['why']]: string } = {
  malformed: 'Certificate is malformed',
  'unknown-issuer': 'No suitable trustpoints found to validate certificate',
  'bad-signature': 'Certificate signature verification failed',
  'not-yet-valid': 'Certificate is not yet valid',
  expired: 'Certificate has expired',
  revoked: 'Certificate is revoked',
};

export function attachCertificates(device: AsaDevice): void {
  const { trust } = device.router.crypto;
  // The trustpoint that goes with a peer says what that peer is shown; its own is tried with all of them (from knowledge).
  trust.takesAnyAuthority = true;
  trust.date = () => firstOfMarch2002 + timeOf(device);
  trust.random = device.random.fork('pki');
  device.router.crypto.hostName = () => fullNameOf(device);
  trust.judged.on((judgement) => {
    if (!device.preferences.isLogging) return;
    const serial = `serial number: ${judgement.serial}`;
    if (judgement.kind === 'trusted') {
      say(
        device,
        6,
        717022,
        `Certificate was successfully validated. ${serial}, subject name: ${judgement.subjectText}.`,
      );
      say(device, 6, 717028, 'Certificate chain was successfully validated.');
      return;
    }
    say(device, 3, 717009, `Certificate validation failed. ${reasons[judgement.why]}, ${serial}.`);
    say(device, 3, 717027, `Certificate chain failed validation. ${reasons[judgement.why]}.`);
  });
}
