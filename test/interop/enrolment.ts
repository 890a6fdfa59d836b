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
const keyCommand = { rsa: 'rsa modulus 2048', ecdsa: 'ec keysize 256' } as const;

/** One authority for each kind of key. */
export class Authorities {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'qm-authorities-'));

  constructor() {
    for (const kind of ['rsa', 'ecdsa'] as const) {
      const names = { key: `ca-${kind}.key`, out: `ca-${kind}.pem` };
      this.#newKey(kind, names, '-x509', '-days', '30', '-subj', `/CN=${kind} authority/O=QuickMode`);
      const subject = ['-subj', `/CN=charon/O=QuickMode`, '-addext', `subjectAltName=DNS:${hostNames.charon}`];
      this.#newKey(kind, { key: `${kind}.key`, out: `${kind}.csr` }, ...subject);
      writeFileSync(this.#path(`${kind}.pem`), this.sign(kind, readFileSync(this.#path(`${kind}.csr`), 'utf8')));
    }
  }

  /** For charon's folder. */
  get files(): Record<string, string> {
    const files = Object.entries({ 'x509ca/ca-$.pem': 'ca-$.pem', 'x509/$.pem': '$.pem', 'private/$.key': '$.key' });
    const named = (text: string, kind: string): string => text.replace('$', kind);
    return Object.fromEntries(
      ['rsa', 'ecdsa'].flatMap((kind) =>
        files.map(([to, from]) => [named(to, kind), readFileSync(this.#path(named(from, kind)), 'utf8')]),
      ),
    );
  }

  certificate(kind: KeyKind): string {
    return readFileSync(this.#path(`ca-${kind}.pem`), 'utf8');
  }

  /** @returns the certificate, with the extensions that were asked for */
  sign(kind: KeyKind, request: string): string {
    const authority = ['-CA', this.#path(`ca-${kind}.pem`), '-CAkey', this.#path(`ca-${kind}.key`), '-CAcreateserial'];
    const words = ['x509', '-req', ...authority, '-days', '20', '-sha256', '-copy_extensions', 'copy'];
    return execFileSync('openssl', words, { input: request, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] });
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
export async function enrol({ console, names }: Party, kind: KeyKind, authorities: Authorities): Promise<void> {
  // Ahead of openssl's clock, as far as the certificate is from the beginning of its time.
  const [day = '', month = '', year = '', time = ''] = new Date(Date.now() + 60_000).toUTCString().slice(5).split(' ');
  await console.type(`clock set ${time} ${Number(day)} ${month} ${year}`);
  await console.type('configure terminal');
  await console.type(`crypto key generate ${keyCommand[kind]} label K`, /#$|OK/);
  await console.type('crypto pki trustpoint LAB');
  await console.type(kind === 'rsa' ? 'rsakeypair K' : 'eckeypair K');
  await console.type('exit');
  await console.type('crypto pki authenticate LAB', /itself/);
  await paste(console, authorities.certificate(kind), /yes\/no\]: $/);
  await console.type('yes');
  await console.type('crypto pki enroll LAB', /terminal\? \[yes\/no\]: $/);
  const shown = await console.type('yes', /request\? \[yes\/no\]: $/);
  const body = /follows:\s+(?:-----BEGIN[^\n]*\n)?([A-Za-z0-9+/=\s]+)/.exec(shown)?.[1] ?? '';
  const request = `-----BEGIN CERTIFICATE REQUEST-----\n${body.trim().replaceAll('\r', '')}\n-----END CERTIFICATE REQUEST-----\n`;
  await console.type('no');
  await console.type('crypto pki import LAB certificate', /itself/);
  const printed = await paste(console, authorities.sign(kind, request), /#$/);
  await console.type('end');
  if (!printed.includes('imported')) throw new Error(`R${names.number} has no certificate: ${shown}${printed}`);
}

async function paste(console: Party['console'], pem: string, until: RegExp): Promise<string> {
  for (const line of pem.trim().split('\n')) await console.type(line, /\n/);
  return console.type('quit', until);
}
