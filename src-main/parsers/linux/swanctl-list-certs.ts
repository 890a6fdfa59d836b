/**
 * swanctl --list-certs [--type T] [--subject S]. Raw and pretty print whole certificates as hexadecimal digits: of those
 * the kind and the data are kept.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { appended, integer, words } from '../values.ts';
import { putVici, type ViciFields } from './vici-fields.ts';
import { isVici, readVici } from './vici.ts';

export interface SwanCertificate extends Sourced {
  /** As the heading says it: "X.509 End Entity Certificate", "X.509 CA Certificate", "X.509 CRL"; X509 where it is raw. */
  kind?: string;
  subject?: string;
  issuer?: string;
  /** As printed: "Nov 27 17:41:49 2026". */
  notBefore?: string;
  notAfter?: string;
  /** Of both: whether that day lies where it should. */
  isValid?: boolean;
  /** "365 days", of either "expires in" or "expired … ago". */
  expires?: string;
  serial?: string;
  alternativeNames?: string[];
  /** CA, CRLSign, self-signed, serverAuth … */
  flags?: string[];
  crlUris?: string[];
  ocspUris?: string[];
  authorityKeyId?: string;
  subjectKeyId?: string;
  pathLength?: number;
  algorithm?: string;
  keyBits?: number;
  hasPrivateKey?: boolean;
  keyId?: string;
  /** Of a list of revoked ones: how many, and when there will be the next. */
  revoked?: number;
  thisUpdate?: string;
  nextUpdate?: string;
  /** Raw: CA, AA, OCSP, NONE. */
  flag?: string;
  data?: string;
  /** With --pem: what stands between its first and its last line, on one. */
  pem?: string;
}

class Certificates extends Records<SwanCertificate> {
  heading: { line: number; kind: string } | undefined;
  /** Lists of locations go on below their first. */
  list: 'crlUris' | 'ocspUris' | undefined;
  isInPem = false;

  open(line: number, fields: Fields<SwanCertificate>): true {
    this.begin(line, {});
    this.list = undefined;
    if (this.heading) this.set(this.heading.line, { kind: this.heading.kind });
    return this.set(line, fields);
  }
}

function says<G extends Groups>(
  pattern: RegExp,
  fields: (groups: G) => Fields<SwanCertificate>,
): Rule<Certificates, G> {
  return rule<Certificates, G>(
    pattern,
    (certificates, groups, line) => certificates.set(line, fields(groups)),
    ({ last }) => last !== undefined,
  );
}

const hasBegun = ({ last }: Certificates): boolean => last !== undefined;
const unquoted = (text: string): string => text.replace(/^"(.*)"$/, '$1');

/** `Nov 27 17:41:49 2026, ok (expires in 365 days)`, `… , not valid yet (…)`, `…, expired (3 days ago)` */
const DAY = String.raw`(.{1,60}?), (ok|not valid yet|expired)(?: \((?:(?:expires|valid) in )?(.{1,60}?)(?: ago)?\))?`;
type Day = [day: string, word: string, expires: string | undefined];

const TABLE = new RuleTable<Certificates>([
  rule<Certificates>(/^-----BEGIN [A-Z0-9 ]+-----$/, (certificates, _, line) => {
    certificates.isInPem = true;
    return certificates.open(line, { pem: '' });
  }),
  rule<Certificates>(/^-----END [A-Z0-9 ]+-----$/, (certificates) => {
    certificates.isInPem = false;
  }),
  rule<Certificates, [string]>(
    /^([A-Za-z0-9+/]{1,76}={0,2})$/,
    ({ last }, [digits]) => {
      if (last) last.pem = `${last.pem ?? ''}${digits}`;
    },
    ({ isInPem }) => isInPem,
  ),
  // Of a list of revoked ones: `01:02: Nov 27 17:41:49 2026, key compromise`
  passes(/^[0-9a-f]{2}(?::[0-9a-f]{2}){0,40}: [A-Z][a-z]{2} [ \d]\d .*$/),
  rule<Certificates, [string]>(/^List of (.{1,80}?)s?$/, (certificates, [kind], line) => {
    certificates.heading = { line, kind };
  }),
  rule<Certificates, [string]>(/^subject:\s{1,10}(.*)$/, (certificates, [subject], line) =>
    certificates.open(line, { subject: unquoted(subject) }),
  ),
  // One without a subject is a list of revoked ones, or a bare key.
  rule<Certificates, [string]>(/^issuer:\s{1,10}(.*)$/, (certificates, [issuer], line) => {
    const { last } = certificates;
    if (!last || last.issuer !== undefined) certificates.open(line, {});
    return certificates.set(line, { issuer: unquoted(issuer) });
  }),
  says<Day>(new RegExp(`^(?:validity:\\s{1,10})?not before ${DAY}$`), ([notBefore, word]) => ({ notBefore, isValid: word === 'ok' })), // prettier-ignore
  rule<Certificates, Day>(new RegExp(`^not after\\s{1,3}${DAY}$`), (certificates, [notAfter, word, expires], line) => {
    const isValid = certificates.last?.isValid !== false && word === 'ok';
    return certificates.set(line, { notAfter, isValid, expires });
  }, hasBegun), // prettier-ignore
  says<[string]>(/^update:\s{1,10}this on (.{1,60}?), .*$/, ([thisUpdate]) => ({ thisUpdate })),
  says<[string]>(/^next on (.{1,60}?), .*$/, ([nextUpdate]) => ({ nextUpdate })),
  says<[string]>(/^serial:\s{1,10}(\S*)$/, ([serial]) => ({ serial })),
  says<[string]>(/^altNames:\s{1,10}(.*)$/, ([names]) => ({ alternativeNames: names.split(', ') })),
  says<[string]>(/^flags:\s{0,10}(.*)$/, ([flags]) => ({ flags: words(flags) })),
  says<[string]>(/^auth[kK]eyId:\s{1,10}(\S+)$/, ([authorityKeyId]) => ({ authorityKeyId })),
  says<[string]>(/^subjkeyId:\s{1,10}(\S+)$/, ([subjectKeyId]) => ({ subjectKeyId })),
  says<[string]>(/^pathlen:\s{1,10}(\d+)$/, ([length]) => ({ pathLength: integer(length) })),
  says<[string, string, string | undefined]>(
    /^pubkey:\s{1,10}(\S+) (\d+) bits(, has private key)?$/,
    ([algorithm, bits, has]) => ({ algorithm, keyBits: integer(bits), hasPrivateKey: has !== undefined }),
  ),
  says<[string]>(/^keyid:\s{1,10}(\S+)$/, ([keyId]) => ({ keyId })),
  says<[string]>(/^subjkey:\s{1,10}(\S+)$/, ([subjectKeyId]) => ({ subjectKeyId })),
  says<[string]>(/^(\d+) revoked certificates?:?$/, ([count]) => ({ revoked: integer(count) })),
  rule<Certificates, ['CRL' | 'OCSP', string]>(/^(CRL|OCSP) URIs:\s{1,10}(\S+)$/, (certificates, [kind, uri], line) => {
    certificates.list = kind === 'CRL' ? 'crlUris' : 'ocspUris';
    return addUri(certificates, uri, line);
  }, hasBegun), // prettier-ignore
  rule<Certificates, [string]>(/^((?:https?|ldaps?|file):\S+)$/, (certificates, [uri], line) => addUri(certificates, uri, line), ({ list }) => list !== undefined), // prettier-ignore
  // What stands under `certificatePolicies`.
  passes(/^(?:\d{1,9}(?:\.\d{1,9}){2,20}|(?:CPS|Notice): .*)$/),
  says(/^(?:certificatePolicies|policyMappings|addresses|name constraints|baseCrl|crlNumber|deltaCrl)\b.*$/, () => ({})), // prettier-ignore
]);

function addUri({ last, list }: Certificates, uri: string, line: number): boolean {
  if (!last || !list) return false;
  last[list] = appended(last[list], uri);
  last.at[list] ??= line;
  return true;
}

const RAW: ViciFields<SwanCertificate> = [
  ['type', 'kind'],
  ['flag', 'flag'],
  ['subject', 'subject'],
  ['not-before', 'notBefore'],
  ['not-after', 'notAfter'],
  ['has_privkey', 'hasPrivateKey', 'flag'],
  ['data', 'data'],
];

function isCut({ kind = '', keyId, pem }: SwanCertificate): boolean {
  return keyId === undefined && pem === undefined && !/CRL|OCSP/.test(kind);
}

export function parseSwanctlListCerts(text: string): Parsed<SwanCertificate> {
  if (isVici(text)) {
    const { messages, reading, isOpen } = readVici(text);
    const found = messages.filter(({ name }) => name === 'list-cert event');
    return conclude(reading, found.map((one) => putVici<SwanCertificate>({ line: one.line, at: {} }, one, RAW)), isOpen); // prettier-ignore
  }
  const certificates = new Certificates();
  const reading = readLines(text, TABLE, certificates);
  const { last } = certificates;
  return conclude(reading, certificates.all, certificates.isInPem || (last !== undefined && isCut(last)));
}
