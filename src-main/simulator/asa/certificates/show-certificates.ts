/** show crypto ca certificates|trustpoints, show crypto key mypubkey. Layout: 9.x (parsed outputs; of 9.8 from memory). */
import { formatIpv4 } from '../../../base/address.ts';
import { textOfSerial, type Certificate } from '../../pki/certificate.ts';
import { hexLines, textOfDate } from '../../ios/pki/pki-text.ts';
import { signerOf, usageOf } from '../../ios/crypto/show/show-crypto-pki-certificates.ts';
import type { KeyEntry, Trustpoint } from '../../ios/pki/pki-state.ts';
import { partsOfName } from '../../pki/distinguished-name.ts';
import { derOfPublicKey } from '../../pki/key.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { trustpointNamed } from './trustpoint-names.ts';

export function declareShowCertificates(): void {
  execMode
    .words({
      'crypto ca': 'Certification authority',
      'ca certificates': 'Show certificates',
      'certificates name': 'Name of a trustpoint',
      'ca trustpoints': 'Show trustpoints',
      'trustpoints name': 'Name of a trustpoint',
      'crypto key': 'Long term public keys',
      'key mypubkey': 'Show public keys of this device',
      'mypubkey rsa': 'RSA public keys',
      'mypubkey ecdsa': 'ECDSA public keys',
    })
    .add('show crypto ca certificates [WORD:name]', {
      run: (device, { name }, exec) => {
        for (const lines of certificatesOf(trustpointsOf(device, name))) exec.print(...lines, '');
      },
    })
    .add('show crypto ca trustpoints [WORD:name]', {
      run: (device, { name }, exec) => exec.print(...trustpointsOf(device, name).flatMap(trustpointLines)),
    })
    .add('show crypto key mypubkey {rsa|ecdsa}:kind', {
      run: ({ settings: { pki } }, { kind }, exec) => {
        const wanted = kind === 'rsa' ? 'rsa' : 'ec';
        const all = [...pki.keys.values()].filter(({ key }) => key.keyKind === wanted);
        exec.print(...all.flatMap(keyLines));
      },
    });
}

function trustpointsOf(device: AsaDevice, name: string | undefined): Trustpoint[] {
  return name === undefined ? [...device.settings.pki.trustpoints.values()] : [trustpointNamed(device, name)];
}

/** Ours before the authorities', each of those once with all its trustpoints. */
function certificatesOf(trustpoints: readonly Trustpoint[]): string[][] {
  const authorities = new Map<string, { certificate: Certificate; names: string[] }>();
  for (const { name, anchor } of trustpoints) {
    if (!anchor.authority) continue;
    const key = anchor.authority.der.join();
    const known = authorities.get(key) ?? { certificate: anchor.authority, names: [] };
    known.names.push(name);
    authorities.set(key, known);
  }
  return [
    ...trustpoints.flatMap(({ name, anchor: { own } }) =>
      own ? [certificateLines('Certificate', own.certificate, [name])] : [],
    ),
    ...[...authorities.values()].map(({ certificate, names }) =>
      certificateLines('CA Certificate', certificate, names),
    ),
  ];
}

function certificateLines(title: string, certificate: Certificate, trustpoints: readonly string[]): string[] {
  const { issuer, subject, notBefore, notAfter, extensions, key, hash } = certificate;
  const { distributionPoint, names } = extensions;
  return [
    title,
    '  Status: Available',
    `  Certificate Serial Number: ${textOfSerial(certificate.serial).toLowerCase()}`,
    `  Certificate Usage: ${usageOf(certificate)}`,
    `  Public Key Type: ${key.keyKind === 'rsa' ? 'RSA' : 'ECDSA'} (${key.keyBits} bits)`,
    `  Signature Algorithm: ${hash.toUpperCase()} with ${signerOf(certificate)} Encryption`,
    '  Issuer Name: ',
    ...partsOfName(issuer).map((part) => `    ${part}`),
    '  Subject Name:',
    ...(names.fqdn === undefined ? [] : [`    Name: ${names.fqdn}`]),
    ...(names.address === undefined ? [] : [`    IP Address: ${formatIpv4(names.address)}`]),
    ...partsOfName(subject).map((part) => `    ${part}`),
    ...(distributionPoint === undefined ? [] : ['  CRL Distribution Points: ', `    [1]  ${distributionPoint}`]),
    '  Validity Date: ',
    `    start date: ${textOfDate(notBefore)}`,
    `    end   date: ${textOfDate(notAfter)}`,
    '  Storage: config',
    `  Associated Trustpoints: ${trustpoints.join(' ')} `,
  ];
}

function trustpointLines({ name, anchor: { authority }, enrollment }: Trustpoint): string[] {
  const state = authority
    ? [
        '    Subject Name: ',
        ...partsOfName(authority.subject).map((part) => `    ${part}`),
        `          Serial Number: ${textOfSerial(authority.serial).toLowerCase()}`,
        '    Certificate configured.',
      ]
    : ['    Not authenticated.'];
  const url = enrollment?.kind === 'url' ? [`    CEP URL: ${enrollment.url}`] : [];
  return [`Trustpoint ${name}:`, ...state, ...url, ''];
}

function keyLines({ label, key, usage, generatedAt }: KeyEntry): string[] {
  return [
    `Key pair was generated at: ${textOfDate(generatedAt)}`,
    `Key name: ${label}`,
    ` Usage: ${usage}`,
    ` ${key.keyKind === 'rsa' ? 'Modulus Size (bits)' : 'Key Size (bits)'}: ${key.keyBits}`,
    ' Storage: config',
    ' Key Data:',
    '',
    ...hexLines(derOfPublicKey(key.public)).map((line) => `  ${line.toLowerCase()}`),
  ];
}
