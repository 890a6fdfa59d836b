/** show crypto ca certificates [TRUSTPOINT] of an ASA: IOS's record, with headings and fields of its own. */
import { conclude } from '../account.ts';
import type { PkiCertificate } from '../ios/show-crypto-pki-certificates.ts';
import type { Parsed } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, named, words } from '../values.ts';

export interface AsaCertificate extends PkiCertificate {
  /** "RSA (2048 bits)", "ECDSA (256 bits)". */
  publicKeyType?: string;
}

type List = 'issuer' | 'subject' | 'crlDistributionPoints' | 'ocspUrls';

class Certificates extends Records<AsaCertificate> {
  list: List | undefined;
}

const hasOne = ({ last }: Certificates): boolean => last !== undefined;

function lists(pattern: RegExp, list: List): ReturnType<typeof rule<Certificates, [string | undefined]>> {
  return rule<Certificates, [string | undefined]>(
    pattern,
    (certificates, [first], line) => {
      certificates.list = list;
      if (certificates.last) certificates.last.at[list] ??= line;
      if (named(first) !== undefined) certificates.last?.[list].push(first?.trim() ?? '');
    },
    hasOne,
  );
}

const FIELDS = [
  says<AsaCertificate, [string]>(/^Status: ?(.+)$/, ([status]) => ({ status })),
  says<AsaCertificate, [string]>(/^Certificate Serial Number: ?(\S+)$/, ([serialNumber]) => ({ serialNumber })),
  says<AsaCertificate, [string]>(/^Certificate Usage: ?(.+)$/, ([usage]) => ({ usage })),
  says<AsaCertificate, [string]>(/^Public Key Type: ?(.+)$/, ([publicKeyType]) => ({ publicKeyType })),
  says<AsaCertificate, [string]>(/^Signature Algorithm: ?(.+)$/, ([signatureAlgorithm]) => ({ signatureAlgorithm })),
  says<AsaCertificate, [string]>(/^start\s+date: ?(.+)$/, ([validFrom]) => ({ validFrom })),
  says<AsaCertificate, [string]>(/^end\s+date: ?(.+)$/, ([validTo]) => ({ validTo })),
  says<AsaCertificate, [string]>(/^renew\s+date: ?(.+)$/, ([renewAt]) => ({ renewAt })),
  says<AsaCertificate, [string]>(/^(Fingerprint.*: ?.+)$/, ([one], { fingerprints }) => ({ fingerprints: appended(fingerprints, one) })), // prettier-ignore
  says<AsaCertificate, [string]>(/^Storage: ?(.*)$/, ([storage]) => ({ storage })),
  says<AsaCertificate, [string]>(/^Associated Trustpoints?: ?(.*)$/, ([text]) => ({ trustpoints: words(text) })),
  says<AsaCertificate, [string]>(/^((?:Public Key Hash|CA Expires|Auto-enrollment|Proxy Trustpoint).*)$/, ([other], { others }) => ({ others: appended(others, other) })), // prettier-ignore
];

const TABLE = new RuleTable<Certificates>([
  rule<Certificates, [string]>(
    /^((?:Subordinate |Rollover )?(?:CA |RA |Device )?(?:Signature |Encryption )?(?:Self-Signed )?Certificate)$/,
    (certificates, [kind], line) => {
      certificates.list = undefined;
      certificates.begin(line, { kind, issuer: [], subject: [], crlDistributionPoints: [], ocspUrls: [] });
    },
  ),
  lists(/^Issuer(?: Name)?: ?(.*)$/, 'issuer'),
  lists(/^Subject(?: Name)?: ?(.*)$/, 'subject'),
  lists(/^CRL Distribution Points?: ?(.*)$/, 'crlDistributionPoints'),
  lists(/^OCSP AIA: ?(.*)$/, 'ocspUrls'),
  rule<Certificates>(/^Validity Date:$/, (certificates) => (certificates.list = undefined), hasOne),
  ...FIELDS,
  rule<Certificates, [string]>(
    /^(?:\[\d+\]\s+|URL: ?)?((?:[a-z]{2,5}:\/\/|[A-Za-z][\w.]*=).*)$/,
    ({ last, list }, [text]) => list && last?.[list].push(text),
    ({ list }) => list !== undefined,
  ),
  passes(/^Date:$/),
]);

export function parseShowCryptoCaCertificates(text: string): Parsed<AsaCertificate> {
  const certificates = new Certificates();
  const reading = readLines(text, TABLE, certificates);
  const { last } = certificates;
  // Releases before 9.x leave the storage out; all end with their trustpoints.
  const isOpen = last !== undefined && !/pending/i.test(last.status ?? '') && last.trustpoints === undefined;
  return conclude(reading, certificates.all, isOpen);
}
