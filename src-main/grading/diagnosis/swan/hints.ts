/** Where strongSwan says what a rule is about, and how it is mended there: a router's commands are of no use on Linux. */
import type { Finding, Rule } from '../rule.ts';
import { isShell, type Sides } from '../side.ts';

interface Place {
  /** Keys of swanctl.conf. */
  keys: string;
  /** What has to be true of them. */
  wanted: string;
}

const PROPOSALS: Place = { keys: '`proposals` of the connection', wanted: 'one of them is what the other end offers, as in `aes256-sha256-modp2048`' }; // prettier-ignore
const CHILD: Place = { keys: '`esp_proposals` of the child', wanted: 'one of them is what the other end offers, as in `aes256-sha256`; a group in it is perfect forward secrecy' }; // prettier-ignore
const SELECTORS: Place = { keys: '`local_ts` and `remote_ts` of the child', wanted: 'they are those of the other end, with local and remote changed over' }; // prettier-ignore
const IDENTITY: Place = { keys: '`id` under `local` and `remote`', wanted: 'what is local here is what the other end expects of this one' }; // prettier-ignore
const SECRET: Place = { keys: '`secret` under `secrets`, in a section that begins with `ike`', wanted: 'it is the key of the other end, letter by letter' }; // prettier-ignore
const METHOD: Place = { keys: '`auth` under `local` and `remote`', wanted: 'what is local here is remote at the other end' }; // prettier-ignore

const PLACES: Readonly<Record<string, Place>> = {
  'P1-ENC': PROPOSALS,
  'P1-KEYLEN': PROPOSALS,
  'P1-HASH': PROPOSALS,
  'P1-DH': PROPOSALS,
  'V2-PROP': PROPOSALS,
  'P1-AUTHMETHOD': METHOD,
  'V2-AUTHMETHOD': METHOD,
  'P1-PSK': SECRET,
  'P1-NOKEY': SECRET,
  'V2-PSK': SECRET,
  'P1-PEER': { keys: '`remote_addrs` of the connection', wanted: 'it is the outer address of the other end' },
  'V2-VERSION': { keys: '`version` of the connection', wanted: 'it is 1 or 2, as at the other end' },
  'V2-ID-INIT': IDENTITY,
  'V2-ID-RESP': IDENTITY,
  'P2-TS': CHILD,
  'V2-CHILD': CHILD,
  'P2-PFS': CHILD,
  'P2-PFS-V2-REKEY': CHILD,
  'P2-MODE': { keys: '`mode` of the child', wanted: 'it is tunnel or transport, as at the other end' },
  'ACL-MIRROR': SELECTORS,
  'ACL-REVERSED': SELECTORS,
  'ACL-ASA': SELECTORS,
  'ACL-TS-V2-ASA': SELECTORS,
};

/** What is to be typed on a router stays, where one of the two is a router. */
export function withSwanHints({ id }: Pick<Rule, 'id'>, sides: Sides, finding: Finding): Finding {
  const shells = sides.filter(({ platform }) => isShell(platform)).map(({ role }) => role);
  const place = PLACES[id];
  if (finding?.is !== 'fault' || shells.length === 0 || !place) return finding;
  const where = `In swanctl.conf of ${shells.join(' and ')}: ${place.keys}.`;
  const cure = `Write ${place.keys} so that ${place.wanted}; then \`swanctl --load-all\`, \`swanctl --terminate\` what is left, and begin anew.`; // prettier-ignore
  const kept = shells.length === sides.length ? ['Put what both ends say about it side by side.'] : finding.hints;
  return { ...finding, hints: [...kept, where, cure] };
}
