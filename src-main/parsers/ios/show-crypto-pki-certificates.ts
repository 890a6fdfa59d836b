/** show crypto pki certificates [NAME] [verbose], show crypto ca certificates */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, keeps, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, named, words } from '../values.ts';

export interface PkiCertificate extends Sourced {
  /** "Certificate", "CA Certificate", "RA Signature Certificate", "Router Self-Signed Certificate", "Subordinate CA Certificate" … */
  kind: string;
  /** Available, Pending … */
  status?: string;
  version?: string;
  serialNumber?: string;
  usage?: string;
  /** Lines such as "cn=R1", "o=Lab". */
  issuer: string[];
  subject: string[];
  subjectName?: string;
  subjectSerialNumber?: string;
  crlDistributionPoints: string[];
  ocspUrls: string[];
  validFrom?: string;
  validTo?: string;
  renewAt?: string;
  signatureAlgorithm?: string;
  fingerprints?: string[];
  trustpoints?: string[];
  storage?: string;
  keyStorage?: string;
  keyLabel?: string;
  /** `verbose`: extensions and key, as printed. */
  others?: string[];
}

type List = 'issuer' | 'subject' | 'crlDistributionPoints' | 'ocspUrls';

class Certificates extends Records<PkiCertificate> {
  list: List | undefined;
}

const KIND =
  /^((?:(?:Subordinate |Rollover |Shadow )?(?:CA |RA |Router )?(?:Signature |KeyEncipher |General Purpose )?(?:Self-Signed )?Certificate)(?: \([^)]*\))?)$/;
const hasOne = ({ last }: Certificates): boolean => last !== undefined;

function lists(pattern: RegExp, list: List): ReturnType<typeof rule<Certificates, [string | undefined]>> {
  return rule<Certificates, [string | undefined]>(
    pattern,
    (certificates, [first]) => {
      certificates.list = list;
      if (named(first) !== undefined) certificates.last?.[list].push(first?.trim() ?? '');
    },
    hasOne,
  );
}

const LISTS = [
  lists(/^Issuer: ?(.*)$/, 'issuer'),
  lists(/^Subject: ?(.*)$/, 'subject'),
  lists(/^CRL Distribution Points?: ?(.*)$/, 'crlDistributionPoints'),
  lists(/^(?:OCSP|Authority Info Access): ?(.*)$/, 'ocspUrls'),
];

const FIELDS = [
  says<PkiCertificate, [string]>(/^Status: ?(.+)$/, ([status]) => ({ status })),
  says<PkiCertificate, [string]>(/^Version: ?(.+)$/, ([version]) => ({ version })),
  says<PkiCertificate, [string]>(/^Certificate Serial Number(?: \(hex\))?: ?(\S+)$/, ([serialNumber]) => ({ serialNumber })),
  says<PkiCertificate, [string]>(/^Certificate Usage: ?(.+)$/, ([usage]) => ({ usage })),
  says<PkiCertificate, [string]>(/^start\s+date: ?(.+)$/, ([validFrom]) => ({ validFrom })),
  says<PkiCertificate, [string]>(/^end\s+date: ?(.+)$/, ([validTo]) => ({ validTo })),
  says<PkiCertificate, [string]>(/^renew\s+date: ?(.+)$/, ([renewAt]) => ({ renewAt })),
  says<PkiCertificate, [string]>(/^Signature Algorithm: ?(.+)$/, ([signatureAlgorithm]) => ({ signatureAlgorithm })),
  says<PkiCertificate, [string]>(/^(?:Certificate Request )?(Fingerprint \S+: ?[0-9A-F]{8}(?: [0-9A-F]{8})*)$/, ([one], { fingerprints }) => ({ fingerprints: appended(fingerprints, one) })),
  says<PkiCertificate, [string]>(/^Associated Trustpoints?: ?(.*)$/, ([text]) => ({ trustpoints: words(text) })),
  says<PkiCertificate, [string]>(/^Key storage device: ?(.*)$/, ([keyStorage]) => ({ keyStorage })),
  says<PkiCertificate, [string]>(/^Storage: ?(.*)$/, ([storage]) => ({ storage })),
  says<PkiCertificate, [string]>(/^Key Label: ?(.*)$/, ([keyLabel]) => ({ keyLabel })),
  says<PkiCertificate, [string]>(/^OCSP URL: ?(\S+)$/, ([url], { ocspUrls }) => ({ ocspUrls: appended(ocspUrls, url) })),
  says<PkiCertificate, [string]>(
    /^((?:Policy|\d+(?:\.\d+){3}|Subject Key Info|Public Key Algorithm|EC Public Key|RSA Public Key|X509v3|Digital Signature|Key Encipherment|Non Repudiation|Key Cert Sign|CRL Signature|CA: |Extended Key Usage|Client Auth|Server Auth|IPSEC|Authority Info|Key Usage|Subject Alternative|IP Address|[0-9A-F]{8} [0-9A-F]{8})\b.*)$/i,
    ([other], { others }) => ({ others: appended(others, words(other).join(' ')) }),
  ),
]; // prettier-ignore

const TABLE = new RuleTable<Certificates>([
  rule<Certificates, [string]>(KIND, (certificates, [kind], line) => {
    certificates.list = undefined;
    certificates.begin(line, { kind, issuer: [], subject: [], crlDistributionPoints: [], ocspUrls: [] });
  }),
  ...LISTS,
  rule<Certificates>(/^Validity Date:$/, (certificates) => (certificates.list = undefined), hasOne),
  ...FIELDS,
  rule<Certificates, [string]>(
    /^Name: ?(.*)$/,
    (certificates, [subjectName], line) => certificates.set(line, { subjectName }),
    ({ list }) => list === 'subject',
  ),
  rule<Certificates, [string]>(
    /^Serial Number: ?(.*)$/,
    (certificates, [subjectSerialNumber], line) => certificates.set(line, { subjectSerialNumber }),
    ({ list }) => list === 'subject',
  ),
  // A name of the subject's, which stands alone.
  rule<Certificates, [string]>(
    /^([A-Za-z0-9][\w-]*(?:\.[\w-]+)+)$/,
    (certificates, [name], line) => certificates.set(line, { others: appended(certificates.last?.others, name) }),
    ({ last, list }) => list === undefined && last?.others !== undefined,
  ),
  rule<Certificates, [string]>(
    /^(\S+(?:=|:\/\/).*)$/,
    ({ last, list }, [text]) => list && last?.[list].push(text),
    ({ list }) => list !== undefined,
  ),
  // An object of no name: `1.3.6.1.5.5.8.2.2` under what a key may be used for.
  rule<Certificates, [string]>(
    /^([A-Za-z][\w ]*:|[A-Z][A-Za-z]+(?: [A-Za-z]+){0,4}|\d+(?:\.\d+){3,})$/,
    (certificates, [text], line) => certificates.set(line, { others: appended(certificates.last?.others, text) }),
    ({ last, list }) => list === undefined && last?.signatureAlgorithm !== undefined,
  ),
  keeps<PkiCertificate, Certificates>(),
]);

export function parseShowCryptoPkiCertificates(text: string): Parsed<PkiCertificate> {
  const certificates = new Certificates();
  const reading = readLines(text, TABLE, certificates);
  const { last } = certificates;
  const isOpen = last !== undefined && last.status !== 'Pending' && last.trustpoints === undefined;
  return conclude(reading, certificates.all, isOpen);
}
