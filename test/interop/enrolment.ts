/**
 * Certificates of authorities that openssl keeps: charon's as files, and those of routers by the dialogues at their
 * consoles, whose requests openssl signs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hostNames, type Authentication } from './crypto-as-typed.ts';
import type { Party } from './ios-and-charon.ts';

export type KeyKind = Exclude<Authentication, 'psk'>;

const kinds = { rsa: ['rsa:2048'], ecdsa: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] } as const;

export interface Enrolment {
  issuer?: Issuer;
  /** Bits of a key on an elliptic curve. */
  curve?: 256 | 384;
}

/** The authority that everybody trusts; one below it; one that nobody knows. */
export type Issuer = 'ca' | 'sub' | 'foreign';

/** Authorities for each kind of key, and charon's certificates of each of them. */
export class Authorities {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'qm-authorities-'));

  constructor() {
    for (const kind of ['rsa', 'ecdsa'] as const) {
      for (const issuer of ['ca', 'foreign'] as const) {
        const names = { key: `${issuer}-${kind}.key`, out: `${issuer}-${kind}.pem` };
        this.#newKey(kind, names, '-x509', '-days', '30', '-subj', `/CN=${kind} authority/O=QuickMode`);
      }
      const subject = ['-subj', `/CN=charon/O=QuickMode`, '-addext', `subjectAltName=DNS:${hostNames.charon}`];
      this.#newKey(kind, { key: `${kind}.key`, out: `${kind}.csr` }, ...subject);
      const may = ['-addext', 'basicConstraints=critical,CA:TRUE', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
      const below = ['-subj', `/CN=${kind} authority below/O=QuickMode`, ...may];
      this.#newKey(kind, { key: `sub-${kind}.key`, out: `sub-${kind}.csr` }, ...below);
      this.#certify(kind, `sub-${kind}`, 'ca');
      this.#certify(kind, kind, 'ca');
      for (const issuer of ['sub', 'foreign'] as const) this.#certify(kind, kind, issuer, `${kind}-${issuer}`);
      const request = readFileSync(this.#path(`${kind}.csr`), 'utf8');
      writeFileSync(this.#path(`${kind}-expired.pem`), this.sign(kind, request, { days: -1 }));
      if (kind === 'ecdsa') for (const curve of [384, 521]) this.#certifyOn(curve, subject);
    }
  }

  /** charon's key on another curve, of both authorities. */
  #certifyOn(curve: number, subject: readonly string[]): void {
    const name = `ecdsa-${curve}`;
    this.#newKey(
      'ecdsa',
      { key: `${name}.key`, out: `${name}.csr` },
      '-pkeyopt',
      `ec_paramgen_curve:P-${curve}`,
      ...subject,
    );
    this.#certify('ecdsa', name, 'ca');
    this.#certify('ecdsa', name, 'sub', `${name}-sub`);
  }

  /** For charon's folder, with one certificate for each kind of key. @param curve of the key that is on one */
  files(of: Issuer | 'expired' = 'ca', curve = 256): Record<string, string> {
    const known = ['ca-$', 'sub-$'].map((name) => [`x509ca/${name}.pem`, `${name}.pem`]);
    const own = ['x509/$.pem', of === 'ca' ? '*.pem' : `*-${of}.pem`];
    const files: string[][] = [own, ...known, ['private/$.key', '*.key']];
    const named = (text: string, kind: string): string =>
      text.replace('$', kind).replace('*', kind === 'ecdsa' && curve !== 256 ? `ecdsa-${curve}` : kind);
    return Object.fromEntries(
      ['rsa', 'ecdsa'].flatMap((kind) =>
        files.map(([to = '', from = '']) => [named(to, kind), readFileSync(this.#path(named(from, kind)), 'utf8')]),
      ),
    );
  }

  certificate(kind: KeyKind, issuer: Issuer = 'ca'): string {
    return readFileSync(this.#path(`${issuer}-${kind}.pem`), 'utf8');
  }

  /** @returns the certificate, with the extensions that were asked for */
  sign(kind: KeyKind, request: string, { issuer = 'ca', days = 20 }: { issuer?: Issuer; days?: number } = {}): string {
    const [certificate, key] = [this.#path(`${issuer}-${kind}.pem`), this.#path(`${issuer}-${kind}.key`)];
    const authority = ['-CA', certificate, '-CAkey', key, '-CAcreateserial'];
    const words = ['x509', '-req', ...authority, '-days', String(days), '-sha256', '-copy_extensions', 'copy'];
    return execFileSync('openssl', words, { input: request, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
  }

  #certify(kind: KeyKind, name: string, issuer: Issuer, as = name): void {
    const request = readFileSync(this.#path(`${name}.csr`), 'utf8');
    writeFileSync(this.#path(`${as}.pem`), this.sign(kind, request, { issuer }));
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #newKey(kind: KeyKind, names: { key: string; out: string }, ...more: string[]): void {
    const files = ['-keyout', this.#path(names.key), '-out', this.#path(names.out)];
    execFileSync('openssl', ['req', '-newkey', ...kinds[kind], '-nodes', ...files, ...more], { stdio: 'ignore' });
  }

  #path(name: string): string {
    return path.join(this.#folder, name);
  }
}

/** The trustpoint LAB is configured; afterwards it has the authority's certificate and one of the router's own. */
export async function enrol(
  { console, names }: Pick<Party, 'console' | 'names'>,
  kind: KeyKind,
  authorities: Authorities,
  { issuer = 'ca', curve = 256 }: Enrolment = {},
): Promise<void> {
  await trust({ console }, kind, authorities.certificate(kind, issuer), curve);
  await console.type('crypto pki enroll LAB', /terminal\? \[yes\/no\]: $/);
  const shown = await console.type('yes', /request\? \[yes\/no\]: $/);
  await console.type('no');
  await console.type('crypto pki import LAB certificate', /itself/);
  const printed = await paste(console, authorities.sign(kind, requestIn(shown), { issuer }), /#$/);
  await console.type('end');
  if (!printed.includes('imported')) throw new Error(`R${names.number} has no certificate: ${shown}${printed}`);
}

/** The same for a firewall, whose dialogues are others. */
export async function enrolFirewall(
  console: Party['console'],
  kind: KeyKind,
  authorities: Authorities,
  { curve = 256 }: Enrolment = {},
): Promise<void> {
  const [day = '', month = '', year = '', time = ''] = dateAhead();
  await console.type(`clock set ${time} ${Number(day)} ${month} ${year}`);
  await console.type('configure terminal');
  const size = kind === 'rsa' ? 'rsa label K modulus 2048' : `ecdsa label K elliptic-curve ${curve}`;
  await console.type(`crypto key generate ${size}`);
  await console.type('crypto ca authenticate LAB', /itself/);
  await paste(console, authorities.certificate(kind), /yes\/no\]: $/);
  await console.type('yes');
  await console.type('crypto ca enroll LAB', /\[yes\/no\]: $/);
  await console.type('no', /\[yes\/no\]: $/);
  const shown = await console.type('yes', /request\? \[yes\/no\]: $/);
  await console.type('no');
  await console.type('crypto ca import LAB certificate', /itself/);
  const printed = await paste(console, authorities.sign(kind, requestIn(shown)), /#\s*$/);
  await console.type('end');
  if (!printed.includes('imported')) throw new Error(`the firewall has no certificate: ${shown}${printed}`);
}

function requestIn(shown: string): string {
  const body = /follows:\s+(?:-----BEGIN[^\n]*\n)?([A-Za-z0-9+/=\s]+)/.exec(shown)?.[1] ?? '';
  return `-----BEGIN CERTIFICATE REQUEST-----\n${body.trim().replaceAll('\r', '')}\n-----END CERTIFICATE REQUEST-----\n`;
}

/** Ahead of openssl's clock, as far as a certificate is from the beginning of its time: day, month, year, time. */
const dateAhead = (): string[] => new Date(Date.now() + 60_000).toUTCString().slice(5).split(' ');

/** The clock is set, a key made, and the authority known; the console is still where one configures. */
async function trust(
  { console }: Pick<Party, 'console'>,
  kind: KeyKind,
  certificate: string,
  curve: number,
): Promise<void> {
  const keyCommand = { rsa: 'rsa modulus 2048', ecdsa: `ec keysize ${curve}` };
  const [day = '', month = '', year = '', time = ''] = dateAhead();
  await console.type(`clock set ${time} ${Number(day)} ${month} ${year}`);
  await console.type('configure terminal');
  await console.type(`crypto key generate ${keyCommand[kind]} label K`, /#$|OK/);
  await console.type('crypto pki trustpoint LAB');
  await console.type(kind === 'rsa' ? 'rsakeypair K' : 'eckeypair K');
  await console.type('exit');
  await console.type('crypto pki authenticate LAB', /itself/);
  await paste(console, certificate, /yes\/no\]: $/);
  await console.type('yes');
}

async function paste(console: Party['console'], pem: string, until: RegExp): Promise<string> {
  for (const line of pem.trim().split('\n')) await console.type(line, /\n/);
  return console.type('quit', until);
}
