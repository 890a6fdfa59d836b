/** crypto pki trustpoint: an authority, how a certificate is got from it, and what is to stand in that certificate. */
import { parseIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { PkiDevice } from './pki-device.ts';
import type { Trustpoint } from './pki-state.ts';
import { trustpointMode } from './pki-trustpoint-mode.ts';
import { declareTrustpointSubject } from './pki-trustpoint-subject.ts';

export function declareTrustpoint(): void {
  configureMode
    .words({
      'crypto pki': 'Public Key components',
      'crypto ca': 'Certification authority',
      'pki trustpoint': 'Define a CA trustpoint',
      'ca trustpoint': 'Define a CA trustpoint',
      'trustpoint name': 'CA Server Name',
    })
    .add(['crypto pki trustpoint WORD:name', 'crypto ca trustpoint WORD:name'], {
      section: 'crypto pki',
      run: (device, { name }, exec) => exec.enter(trustpointMode, { device, trustpoint: trustpointOf(device, name) }),
      no: removeTrustpoint,
      show: (device) =>
        [...device.settings.pki.trustpoints.values()].flatMap((trustpoint) => [
          block(`crypto pki trustpoint ${trustpoint.name}`, trustpointMode, { device, trustpoint }),
          '!',
        ]),
    });
  declareEnrollment();
  declareTrust();
  declareTrustpointSubject(trustpointMode);
}

/** The one of this name, made when there is none. */
export function trustpointOf({ settings: { pki }, router }: PkiDevice, name: string): Trustpoint {
  const known = pki.trustpoints.get(name);
  if (known) return known;
  const anchor = { name, authority: undefined, own: undefined, checksRevocation: true, revocationList: undefined };
  const trustpoint: Trustpoint = {
    name,
    anchor,
    enrollment: undefined,
    subjectName: undefined,
    fqdn: undefined,
    serialNumber: undefined,
    ipAddress: undefined,
    revocation: ['crl'],
    keyLabel: undefined,
    keyKind: 'rsa',
    keyBits: undefined,
    hash: undefined,
    isOfServer: false,
    pending: undefined,
  };
  pki.trustpoints.set(name, trustpoint);
  router.crypto.trust.anchors.set(name, anchor);
  return trustpoint;
}

/** Its certificates go with it. */
function removeTrustpoint({ settings: { pki }, router }: IosDevice, { name }: { name: string }): void {
  if (!pki.trustpoints.has(name)) throw Refusal.because(`% Can't find policy ${name}`);
  if (pki.server?.name === name && pki.server.authority) {
    throw Refusal.because(`% The trustpoint ${name} is in use by the certificate server.`);
  }
  pki.trustpoints.delete(name);
  pki.chains.delete(name);
  router.crypto.trust.anchors.delete(name);
}

function declareEnrollment(): void {
  trustpointMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      enrollment: 'Enrollment parameters',
      'enrollment url': 'CA server enrollment URL',
      'enrollment url url': 'URL',
      'enrollment terminal': 'Enroll via the terminal (cut-and-paste)',
      'terminal pem': 'include PEM encapsulation boundaries',
      'enrollment selfsigned': 'Generate a self-signed certificate',
      'enrollment pkcs12': 'Enroll via PKCS12',
      exit: 'Exit from certificate authority trustpoint entry mode',
    })
    .add('enrollment url WORD:url', {
      run: ({ device, trustpoint }, { url }) => (trustpoint.enrollment = enrollmentOf(device, url)),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
      show: ({ trustpoint: { enrollment } }) => {
        if (!enrollment) return [];
        return [enrollment.kind === 'url' ? `enrollment url ${enrollment.url}` : `enrollment ${enrollment.kind}`];
      },
    })
    .add('enrollment terminal [pem]', {
      run: ({ trustpoint }) => (trustpoint.enrollment = { kind: 'terminal' }),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
    })
    .add('enrollment selfsigned', {
      run: ({ trustpoint }) => (trustpoint.enrollment = { kind: 'selfsigned' }),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
    })
    .add('enrollment pkcs12', {
      // IOS XE 17 has such a trustpoint in every configuration, with a certificate and without a key.
      run: ({ trustpoint }) => (trustpoint.enrollment = { kind: 'pkcs12' }),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  refuseByName(trustpointMode, { enrollment: 'command credential http-proxy mode profile retry' });
}

/** Written with its port, as IOS does. A name must be known to `ip host`: nobody else resolves any. */
function enrollmentOf({ settings }: IosDevice, url: string): Trustpoint['enrollment'] {
  const [, host = '', port = ':80'] = /^http:\/\/([^/:]+)(:\d+)?(\/.*)?$/i.exec(url) ?? [];
  const address = parseIpv4(host) ?? settings.addressOf(host);
  if (host === '') throw Refusal.notSimulated('Only enrollment by http:// is simulated');
  if (address === undefined) throw Refusal.because(`% The host ${host} is not known: define it with ip host`);
  if (port !== ':80') throw Refusal.notSimulated('Only port 80 is simulated');
  return { kind: 'url', url: `http://${host}:80`, address };
}

function declareTrust(): void {
  trustpointMode
    .words({
      'revocation-check': 'Revocation checking options',
      methods: 'crl, none: the methods in the order in which they are tried',
      rsakeypair: 'Specify rsakeypair for this identity',
      'rsakeypair label': 'RSA keypair label',
      eckeypair: 'Specify eckeypair for this identity',
      'eckeypair label': 'EC keypair label',
      bits: 'Key size',
      hash: 'Specify fingerprint hash',
      sha1: 'use SHA-1 hash',
      sha256: 'use SHA-256 hash',
      sha384: 'use SHA-384 hash',
      sha512: 'use SHA-512 hash',
    })
    .add('revocation-check ![{crl|none|ocsp}...:methods]', {
      run: ({ trustpoint }, { methods }) => {
        if (methods[0] === 'ocsp') throw Refusal.notSimulated('OCSP is not simulated: use crl or none');
        trustpoint.revocation = [...methods];
        trustpoint.anchor.checksRevocation = methods[0] === 'crl';
      },
      no: ({ trustpoint }) => {
        trustpoint.revocation = ['crl'];
        trustpoint.anchor.checksRevocation = true;
      },
      show: ({ trustpoint: { revocation } }) => [`revocation-check ${revocation.join(' ')}`],
    })
    .add('rsakeypair ![WORD:label] [<360-4096>:bits]', {
      section: 'keypair',
      run: ({ trustpoint }, { label, bits }) =>
        Object.assign(trustpoint, { keyLabel: label, keyKind: 'rsa', keyBits: bits }),
      no: ({ trustpoint }) => (trustpoint.keyLabel = undefined),
      show: ({ trustpoint: { keyLabel, keyKind, keyBits } }) =>
        keyLabel === undefined ? [] : [`${keyKind}keypair ${keyLabel}${keyBits === undefined ? '' : ` ${keyBits}`}`],
    })
    .add('eckeypair WORD:label', {
      section: 'keypair',
      run: ({ trustpoint }, { label }) =>
        Object.assign(trustpoint, { keyLabel: label, keyKind: 'ec', keyBits: undefined }),
      no: ({ trustpoint }) => (trustpoint.keyLabel = undefined),
    })
    .add('hash ![{sha1|sha256|sha384|sha512}:hash]', {
      run: ({ trustpoint }, { hash }) => (trustpoint.hash = hash),
      no: ({ trustpoint }) => (trustpoint.hash = undefined),
      show: ({ trustpoint: { hash } }) => (hash === undefined ? [] : [`hash ${hash}`]),
    });
}
