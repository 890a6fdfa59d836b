/** swanctl --list-authorities [--name A], and the same with --raw and --pretty: what is known about each CA. */
import { conclude } from '../account.ts';
import { put, type Parsed, type Sourced } from '../parsed.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { Records } from '../records.ts';
import { appended } from '../values.ts';
import { putVici, type ViciFields } from './vici-fields.ts';
import { isVici, readVici, type ViciSection } from './vici.ts';

export interface SwanAuthority extends Sourced {
  name: string;
  /** Its subject. */
  certificate?: string;
  crlUris?: string[];
  ocspUris?: string[];
  certificateBase?: string;
}

type Uris = 'crlUris' | 'ocspUris';

class Authorities extends Records<SwanAuthority> {
  /** Lists of locations go on below their first. */
  list: Uris | undefined;

  uri(uri: string, line: number): boolean {
    if (!this.last || !this.list) return false;
    this.last[this.list] = appended(this.last[this.list], uri);
    this.last.at[this.list] ??= line;
    return true;
  }
}

const hasOne = ({ last }: Authorities): boolean => last !== undefined;

const TABLE = new RuleTable<Authorities>([
  rule<Authorities, [string]>(/^cacert:\s{1,10}(.*)$/, (all, [certificate], line) => all.set(line, { certificate }), hasOne), // prettier-ignore
  rule<Authorities, [string]>(/^cert_uri_base:\s{1,10}(\S+)$/, (all, [base], line) => all.set(line, { certificateBase: base }), hasOne), // prettier-ignore
  rule<Authorities, ['crl' | 'ocsp', string]>(
    /^(crl|ocsp)_uris:\s{1,10}(\S+)$/,
    (all, [kind, uri], line) => {
      all.list = `${kind}Uris`;
      return all.uri(uri, line);
    },
    hasOne,
  ),
  rule<Authorities, [string]>(/^([a-z]{2,8}:\/\/\S+)$/, (all, [uri], line) => all.uri(uri, line), hasOne),
  rule<Authorities, [string]>(/^(\S.{0,80}):$/, (all, [name], line) => {
    all.list = undefined;
    return all.begin(line, { name });
  }),
]);

const FIELDS: ViciFields<SwanAuthority> = [
  ['cacert', 'certificate'],
  ['crl_uris', 'crlUris', 'list'],
  ['ocsp_uris', 'ocspUris', 'list'],
  ['cert_uri_base', 'certificateBase'],
];

function authorityOf(section: ViciSection): SwanAuthority {
  const { name, line } = section;
  const authority = putVici<SwanAuthority>({ line, at: {}, name }, section, FIELDS);
  put(authority, line, { name });
  return authority;
}

export function parseSwanctlListAuthorities(text: string): Parsed<SwanAuthority> {
  if (isVici(text)) {
    const { messages, reading, isOpen } = readVici(text);
    const found = messages.filter(({ name }) => name === 'list-authority event' || name === 'list-authorities event');
    return conclude(reading, found.flatMap(({ sections }) => sections).map(authorityOf), isOpen);
  }
  const all = new Authorities();
  const reading = readLines(text, TABLE, all);
  // A heading of something else has no certificate below it.
  const found = all.all.filter(({ certificate }) => certificate !== undefined);
  return conclude(reading, found, all.last !== undefined && all.last.certificate === undefined);
}
