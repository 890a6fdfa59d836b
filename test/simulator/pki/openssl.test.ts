/** OpenSSL's opinion of keys, certificates, requests and lists that we write; and ours of those that it writes. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { signRequest } from '../../../src-main/simulator/pki/certificate-request.ts';
import { noExtensions } from '../../../src-main/simulator/pki/extensions.ts';
import { bytesOfPem, pemLines } from '../../../src-main/simulator/pki/pem.ts';
import { TrustStore } from '../../../src-main/simulator/pki/trust-store.ts';
import { judge } from '../../judges.ts';
import { authorityOf, certified, ecKey, nameOf, rsaKey, today } from './certificates.ts';

const openssl = judge('openssl', 'apt-get install -y openssl');

describe.skipIf(!openssl)('openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quickmode-pki-'));
  const at = String(Math.floor(today / 1000) + 3600);
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...words: string[]): string {
    return execFileSync(openssl ?? '', words, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  }

  function write(file: string, label: string, bytes: Uint8Array): string {
    writeFileSync(join(folder, file), `${pemLines(label, bytes).join('\n')}\n`);
    return file;
  }

  it.each([
    ['RSA, SHA-1', rsaKey('ca'), 'sha1'],
    ['RSA, SHA-256', rsaKey('ca', 2048), 'sha256'],
    ['RSA, SHA-512', rsaKey('ca'), 'sha512'],
    ['ECDSA P-256', ecKey('ca'), 'sha256'],
    ['ECDSA P-384', ecKey('ca', 384), 'sha384'],
    ['ECDSA P-521', ecKey('ca', 521), 'sha512'],
  ] as const)('verifies a certificate of an authority with %s', (_, key, hash) => {
    const authority = authorityOf(key, hash);
    const own = certified(authority, rsaKey('r2'), { fqdn: 'R2.lab.local', address: 0x0a000001 });
    write('ca.pem', 'CERTIFICATE', authority.certificate.der);
    write('own.pem', 'CERTIFICATE', own.der);

    expect(run('verify', '-x509_strict', '-attime', at, '-CAfile', 'ca.pem', 'own.pem')).toBe('own.pem: OK\n');
    const shown = run('x509', '-noout', '-text', '-in', 'own.pem');
    expect(shown).toContain('Subject: O = QuickMode, OU = lab, CN = R2');
    expect(shown).toContain('DNS:R2.lab.local, IP Address:10.0.0.1');
    expect(shown).toContain('Not Before: Nov 27 09:30:15 2026 GMT');
  });

  it('verifies a request, and finds a revoked certificate on a list', () => {
    const key = ecKey('r2');
    const subject = nameOf('cn=R2');
    write('request.pem', 'CERTIFICATE REQUEST', signRequest({ subject, extensions: noExtensions() }, key, 'sha256'));
    expect(() => run('req', '-verify', '-noout', '-in', 'request.pem')).not.toThrow();

    const authority = authorityOf(rsaKey('ca'));
    const own = certified(authority, key);
    authority.revoked.set(own.serial, today);
    write('ca.pem', 'CERTIFICATE', authority.certificate.der);
    write('own.pem', 'CERTIFICATE', own.der);
    write('list.pem', 'X509 CRL', authority.revocationList(today));
    const checked = ['verify', '-crl_check', '-attime', at, '-CRLfile', 'list.pem', '-CAfile', 'ca.pem', 'own.pem'];
    expect(() => run(...checked)).toThrow(/certificate revoked/);
  });

  it.each([
    ['rsa:2048', 'rsa'],
    ['ec', 'ec'],
  ])('writes certificates (%s) that we trust', (kind, keyKind) => {
    const curve = kind === 'ec' ? ['-pkeyopt', 'ec_paramgen_curve:prime256v1'] : [];
    const subject = ['-subj', '/O=QuickMode/CN=Other CA', '-days', '30'];
    run('req', '-x509', '-newkey', kind, ...curve, '-nodes', '-keyout', 'k.pem', '-out', 'o.pem', ...subject);
    run('req', '-newkey', kind, ...curve, '-nodes', '-keyout', 'h.pem', '-out', 'h.csr', '-subj', '/CN=host');
    writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:host.lab.local,email:me@lab.local\n');
    const issue = ['-CA', 'o.pem', '-CAkey', 'k.pem', '-CAcreateserial', '-days', '10', '-extfile', 'names'];
    run('x509', '-req', '-in', 'h.csr', '-out', 'h.pem', ...issue);
    const [authority, host] = ['o.pem', 'h.pem'].map((file) => bytesOfPem(readFileSync(join(folder, file), 'utf8')));
    const store = new TrustStore();
    store.random = seededRandom('store');
    store.date = () => Date.now() + 60_000;
    store.anchors.set('CA', {
      name: 'CA',
      authority: store.parse(authority ?? new Uint8Array()),
      own: undefined,
      checksRevocation: false,
      revocationList: undefined,
    });
    expect(store.judge([host ?? new Uint8Array()], [])).toMatchObject({
      kind: 'trusted',
      key: { keyKind },
      subjectText: 'cn=host',
      names: { fqdn: 'host.lab.local', email: 'me@lab.local' },
    });
  });
});
