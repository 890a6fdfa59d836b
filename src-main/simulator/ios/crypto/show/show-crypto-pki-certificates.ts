/** show crypto pki certificates: layout of 12.4 and 15.x (ntc corpus; gh id:28453184466, verbose: id:63364777717). */
import { formatIpv4 } from '../../../../base/address.ts';
import { isSelfIssued, textOfSerial, type Certificate } from '../../../pki/certificate.ts';
import type { SignatureHash } from '../../../pki/credentials.ts';
import { partsOfName, valueInName } from '../../../pki/distinguished-name.ts';
import { keyUsages } from '../../../pki/extensions.ts';
import { fingerprint, groupsOf, textOfDate } from '../../pki/pki-text.ts';

interface Shown {
  readonly certificate: Certificate;
  readonly kind: 'own' | 'authority' | 'self-signed';
  readonly trustpoints: readonly string[];
  readonly isVerbose: boolean;
}

const titles = {
  own: 'Certificate',
  authority: 'CA Certificate',
  'self-signed': 'Router Self-Signed Certificate',
} as const;

export function certificateLines({ certificate, kind, trustpoints, isVerbose }: Shown): string[] {
  const { serial, issuer, subject, notBefore, notAfter, extensions } = certificate;
  const { distributionPoint } = extensions;
  return [
    titles[kind],
    '  Status: Available',
    ...(isVerbose ? ['  Version: 3'] : []),
    `  Certificate Serial Number (hex): ${textOfSerial(serial)}`,
    `  Certificate Usage: ${usageOf(certificate)}`,
    '  Issuer: ',
    ...partsOfName(issuer).map((part) => `    ${part}`),
    kind === 'authority' ? '  Subject: ' : '  Subject:',
    ...(kind === 'authority' ? [] : namedLines(subject)),
    ...partsOfName(subject).map((part) => `    ${part}`),
    ...(distributionPoint === undefined ? [] : ['  CRL Distribution Points: ', `    ${distributionPoint}`]),
    '  Validity Date: ',
    `    start date: ${textOfDate(notBefore)}`,
    `    end   date: ${textOfDate(notAfter)}`,
    ...(isVerbose ? verboseLines(certificate) : []),
    `  Associated Trustpoints: ${trustpoints.join(' ')} `,
    '',
  ];
}

export function usageOf({ extensions: { keyUsage, isAuthority } }: Certificate): string {
  const { digitalSignature, keyEncipherment } = keyUsages;
  if (isAuthority || keyUsage === undefined) return isAuthority ? 'Signature' : 'General Purpose';
  if ((keyUsage & keyEncipherment) === 0) return 'Signature';
  return (keyUsage & digitalSignature) === 0 ? 'Encryption' : 'General Purpose';
}

/** What of the subject tells the router apart stands first. */
function namedLines(subject: Uint8Array): string[] {
  const labels = [
    ['Name', 'hostname'],
    ['IP Address', 'ipaddress'],
    ['Serial Number', 'serialNumber'],
  ] as const;
  return labels.flatMap(([label, key]) => {
    const value = valueInName(subject, key) ?? (key === 'hostname' ? valueInName(subject, 'cn') : undefined);
    return value === undefined ? [] : [`    ${label}: ${value}`];
  });
}

const hashes: Readonly<Record<SignatureHash, string>> = {
  sha1: 'SHA1',
  sha256: 'SHA256',
  sha384: 'SHA384',
  sha512: 'SHA512',
};

function verboseLines(certificate: Certificate): string[] {
  const { key, hash, der } = certificate;
  const [algorithm, name] = key.keyKind === 'rsa' ? ['rsaEncryption', 'RSA'] : ['rsaEncryption', 'EC'];
  return [
    '  Subject Key Info:',
    `    Public Key Algorithm: ${key.keyKind === 'rsa' ? algorithm : 'ecPublicKey'}`,
    `    ${name} Public Key: (${key.keyBits} bit)`,
    `  Signature Algorithm: ${hashes[hash]} with ${signerOf(certificate)} Encryption`,
    `  Fingerprint MD5: ${fingerprint('md5', der)} `,
    `  Fingerprint SHA1: ${fingerprint('sha1', der)} `,
    ...extensionLines(certificate),
  ];
}

/** A signature of ECDSA is a SEQUENCE of two numbers, and begins so; one of RSA is as long as its key. */
export function signerOf({ signature, key }: Certificate): 'RSA' | 'ECDSA' {
  return signature[0] === 0x30 && signature.length !== key.keyBits / 8 ? 'ECDSA' : 'RSA';
}

function extensionLines(certificate: Certificate): string[] {
  const { keyUsage, subjectKey, authorityKey, names, isAuthority } = certificate.extensions;
  const usages = [
    [keyUsages.digitalSignature, 'Digital Signature'],
    [keyUsages.keyEncipherment, 'Key Encipherment'],
    [keyUsages.certificateSign, 'Key Cert Sign'],
    [keyUsages.crlSign, 'CRL Signature'],
  ] as const;
  return [
    '  X509v3 extensions:',
    ...(keyUsage === undefined ? [] : [`    X509v3 Key Usage: ${keyUsage.toString(16).toUpperCase()}000000`]),
    ...usages.flatMap(([bit, name]) => ((keyUsage ?? 0) & bit ? [`      ${name}`] : [])),
    ...(subjectKey ? [`    X509v3 Subject Key ID: ${groupsOf(subjectKey)} `] : []),
    ...(isAuthority || isSelfIssued(certificate) ? ['    X509v3 Basic Constraints:', '        CA: TRUE'] : []),
    ...(names.fqdn === undefined ? [] : ['    X509v3 Subject Alternative Name:', `        ${names.fqdn}`]),
    ...(names.address === undefined ? [] : [`        IP Address : ${formatIpv4(names.address)}`]),
    ...(authorityKey ? [`    X509v3 Authority Key ID: ${groupsOf(authorityKey)} `] : []),
    '    Authority Info Access:',
  ];
}
