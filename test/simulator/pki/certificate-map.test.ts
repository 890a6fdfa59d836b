/** Certificate maps: what stands in a peer's certificate decides who it is to us. */
import { expect, test } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { parseCertificate, signCertificate, type Certificate } from '../../../src-main/simulator/pki/certificate.ts';
import { isOnMap, type CertificateMap, type CertificateRule } from '../../../src-main/simulator/pki/certificate-map.ts';
import { derOfName, nameOfText } from '../../../src-main/simulator/pki/distinguished-name.ts';
import { noExtensions } from '../../../src-main/simulator/pki/extensions.ts';
import { derOfPublicKey } from '../../../src-main/simulator/pki/key.ts';
import { ecKey } from './certificates.ts';

const named = (text: string): Uint8Array => derOfName(nameOfText(text) ?? []);

function certificate(): Certificate {
  const key = ecKey('map');
  const body = {
    serial: 0x1an,
    issuer: named('cn=CA,o=Lab'),
    subject: named('cn=Branch 1,ou=Sales,o=Lab'),
    notBefore: 0,
    notAfter: 1e12,
    keyInfo: derOfPublicKey(key.public),
    extensions: { ...noExtensions(), names: { fqdn: 'b1.lab.example', address: 0xc0000201 } },
  };
  const parsed = parseCertificate(signCertificate(body, key, 'sha256'), seededRandom('map'));
  if (!parsed) throw new Error('no certificate');
  return parsed;
}

const shown = certificate();

/** 'subject-name co ou=sales' */
function rule(line: string): CertificateRule {
  const [, field = '', test = '', value = ''] = /^(\S+) (\S+) (.*)$/.exec(line) ?? [];
  return { field, test, value } as CertificateRule;
}

const mapOf = (...entries: string[][]): CertificateMap =>
  new Map(entries.map((lines, index) => [10 * (index + 1), lines.map(rule)]));

test.each([
  'subject-name co OU = sales',
  'subject-name eq cn=branch 1, ou=sales, o=lab',
  'subject-name ne cn=branch 1',
  'subject-name nc ou=engineering',
  'issuer-name co cn=ca',
  'serial-number eq 1a',
  'alt-subject-name co LAB.example',
  'alt-subject-name eq 192.0.2.1',
  'name co b1.lab',
  'name co branch',
])('%s holds', (line) => {
  expect(isOnMap(mapOf([line]), shown)).toBe(true);
});

test.each([
  'subject-name co ou=engineering',
  'name nc b1.lab',
  'serial-number ne 1A',
  'unstructured-subject-name co b1',
])('%s does not hold', (line) => {
  expect(isOnMap(mapOf([line]), shown)).toBe(false);
});

test('all lines of a number have to hold, and one number is enough', () => {
  const [right, wrong] = ['subject-name co ou=sales', 'issuer-name co cn=other'];
  expect(isOnMap(mapOf([right, wrong]), shown)).toBe(false);
  expect(isOnMap(mapOf([right, wrong], [right]), shown)).toBe(true);
  expect(isOnMap(mapOf(), shown)).toBe(false);
});
