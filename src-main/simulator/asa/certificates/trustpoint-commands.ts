/**
 * crypto ca trustpoint: an authority, how a certificate is got from it, and what is to stand in that certificate (Cisco ASA
 * general operations configuration guide, "Digital Certificates").
 */
import { formatIpv4, parseIpv4 } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import { Refusal } from '../../cli/refusal.ts';
import { trustpointOf } from '../../ios/pki/pki-trustpoint.ts';
import type { Trustpoint } from '../../ios/pki/pki-state.ts';
import { nameOfText } from '../../pki/distinguished-name.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { revocationListMode, trustpointMode } from './trustpoint-mode.ts';
import { trustpointNamed } from './trustpoint-names.ts';

export function declareTrustpoints(): void {
  declareVocabulary();
  configureMode.add('crypto ca trustpoint WORD:name', {
    section: 'crypto ca',
    run: (device, { name }, exec) => exec.enter(trustpointMode, { device, trustpoint: knownOrNew(device, name) }),
    no: (device, { name }) => removeTrustpoint(device, name),
    show: (device) =>
      [...device.settings.pki.trustpoints.values()].map((trustpoint) =>
        block(`crypto ca trustpoint ${trustpoint.name}`, trustpointMode, { device, trustpoint }),
      ),
  });
  declareEnrollment();
  declareNames();
  refuseByName(trustpointMode, {
    '': `accept-subordinates auto-enroll auto-enrollment client-types crl default email id-cert-issuer match ocsp password
      proxy-ldc-issuer subject-alt-name support-user-cert-validation validation-policy validation-usage`,
    enrollment: 'interface protocol retry self',
  });
}

/** A firewall asks for no list of the revoked ones unless it is told to. */
function knownOrNew(device: AsaDevice, name: string): Trustpoint {
  const known = device.settings.pki.trustpoints.get(name);
  if (known) return known;
  const made = trustpointOf(device, name);
  setRevocation(made, ['none']);
  return made;
}

function setRevocation(trustpoint: Trustpoint, methods: readonly string[]): void {
  trustpoint.revocation = [...methods];
  trustpoint.anchor.checksRevocation = methods[0] === 'crl';
}

/** Its certificates go with it; one that a tunnel group, a map or a profile shows is not removed. */
function removeTrustpoint(device: AsaDevice, name: string): void {
  const { settings, router, configuration } = device;
  const { pki } = settings;
  trustpointNamed(device, name);
  const user = configuration.crypto.userOfTrustpoint(name);
  if (user !== undefined) throw Refusal.because(`ERROR: The trustpoint ${name} is in use by ${user}`);
  pki.trustpoints.delete(name);
  pki.chains.delete(name);
  router.crypto.trust.anchors.delete(name);
}

function declareEnrollment(): void {
  trustpointMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('enrollment url ![WORD:url]', {
      run: ({ trustpoint }, { url }) => (trustpoint.enrollment = { kind: 'url', url, address: addressIn(url) }),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
      show: ({ trustpoint: { enrollment } }) => {
        if (!enrollment) return [];
        return [enrollment.kind === 'url' ? `enrollment url ${enrollment.url}` : 'enrollment terminal'];
      },
    })
    .add('enrollment terminal', {
      run: ({ trustpoint }) => (trustpoint.enrollment = { kind: 'terminal' }),
      no: ({ trustpoint }) => (trustpoint.enrollment = undefined),
    })
    .add('revocation-check ![{crl|none|ocsp}...:methods]', {
      run: ({ trustpoint }, { methods }) => {
        if (methods[0] === 'ocsp') throw Refusal.because('ERROR: OCSP is not simulated: use crl or none');
        setRevocation(trustpoint, methods);
      },
      no: ({ trustpoint }) => setRevocation(trustpoint, ['none']),
      show: ({ trustpoint: { revocation } }) =>
        revocation[0] === 'none' ? [] : [`revocation-check ${revocation.join(' ')}`],
    })
    .add('keypair ![WORD:label]', {
      run: ({ trustpoint }, { label }) => (trustpoint.keyLabel = label),
      no: ({ trustpoint }) => (trustpoint.keyLabel = undefined),
      show: ({ trustpoint: { keyLabel } }) => (keyLabel === undefined ? [] : [`keypair ${keyLabel}`]),
    })
    .add('crl configure', {
      run: (context, _, exec) => exec.enter(revocationListMode, context),
      show: () => ['crl configure'],
    });
  // How lists are got is as it is by itself: by HTTP, from whom the trustpoint enrolls with.
  revocationListMode
    .words({ no: 'Negate a command or set its defaults', exit: 'Exit from crl configuration mode' })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  refuseByName(revocationListMode, {
    '': 'cache-time default enforcenextupdate ldap-defaults ldap-dn policy protocol url',
  });
}

/** Nobody here resolves names. */
function addressIn(url: string): number {
  const [, host = '', port = ':80'] = /^http:\/\/([^/:]+)(:\d+)?(\/.*)?$/i.exec(url) ?? [];
  const address = parseIpv4(host);
  if (address === undefined) throw Refusal.because('ERROR: enrollment is simulated by http:// and an address alone');
  if (port !== ':80') throw Refusal.because('ERROR: only port 80 is simulated for enrollment');
  return address;
}

function declareNames(): void {
  trustpointMode
    .add('fqdn ![WORD:fqdn]', {
      run: ({ trustpoint }, { fqdn }) => (trustpoint.fqdn = fqdn),
      no: ({ trustpoint }) => (trustpoint.fqdn = undefined),
      show: ({ trustpoint: { fqdn } }) => (fqdn === undefined ? [] : [`fqdn ${fqdn}`]),
    })
    .add('ip-address ![A.B.C.D:address]', {
      run: ({ trustpoint }, { address }) => (trustpoint.ipAddress = address),
      no: ({ trustpoint }) => (trustpoint.ipAddress = undefined),
      show: ({ trustpoint: { ipAddress } }) =>
        typeof ipAddress === 'number' ? [`ip-address ${formatIpv4(ipAddress)}`] : [],
    })
    .add('subject-name ![LINE:name]', {
      run: ({ trustpoint }, { name }) => {
        if (!nameOfText(name))
          throw Refusal.because('ERROR: Invalid X.500 name: attributes are written as CN=NAME,O=NAME');
        trustpoint.subjectName = name;
      },
      no: ({ trustpoint }) => (trustpoint.subjectName = undefined),
      show: ({ trustpoint: { subjectName } }) => (subjectName === undefined ? [] : [`subject-name ${subjectName}`]),
    })
    .add('serial-number', {
      run: ({ trustpoint }) => (trustpoint.serialNumber = 'yes'),
      no: ({ trustpoint }) => (trustpoint.serialNumber = undefined),
      show: ({ trustpoint: { serialNumber } }) => (serialNumber === 'yes' ? ['serial-number'] : []),
    });
}

function declareVocabulary(): void {
  configureMode.words({
    'crypto ca': 'Certification authority',
    'ca trustpoint': 'Define a CA trustpoint',
    'trustpoint name': 'Name of the trustpoint',
  });
  trustpointMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from certificate authority trustpoint entry mode',
    enrollment: 'Enrollment parameters',
    'enrollment url': 'CA server enrollment URL',
    url: 'URL',
    'enrollment terminal': 'Enroll via the terminal (cut-and-paste)',
    'revocation-check': 'Revocation checking options',
    methods: 'crl, none: the methods in the order in which they are tried',
    keypair: 'Specify the key pair whose public key is to be certified',
    label: 'Label of the key pair',
    crl: 'CRL options',
    'crl configure': 'Configure the options of the CRL',
    fqdn: 'Include fully-qualified domain name',
    'fqdn fqdn': 'The fully-qualified domain name, or none',
    'ip-address': 'Include ip address',
    address: 'Address',
    'subject-name': 'Subject name',
    name: 'X.500 name',
    'serial-number': 'Include the serial number of the device',
  });
}
