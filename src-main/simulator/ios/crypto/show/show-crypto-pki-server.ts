/** show crypto pki server, and what it has been asked for and has given out: gh id:28453184466, id:53975510697. */
import { hexOf } from '../../../../base/bytes.ts';
import { hash as digestOf } from '../../../crypto/mac.ts';
import type { Authority } from '../../../pki/authority.ts';
import type { Certificate } from '../../../pki/certificate.ts';
import { parseRequest } from '../../../pki/certificate-request.ts';
import { textOfName } from '../../../pki/distinguished-name.ts';
import type { Random } from '../../../../base/random.ts';
import type { CertificateServer } from '../../pki/pki-state.ts';
import { fingerprint, textOfDate } from '../../pki/pki-text.ts';

const levels = {
  minimum: 'Minimum - no cert data written to storage',
  names: 'Names - subject name data written as <serialnum>.cnm',
  complete: 'Complete - all issued certs written as <serialnum>.cer',
} as const;

export function serverLines(server: CertificateServer, { hasHttp, now }: { hasHttp: boolean; now: number }): string[] {
  const { name, authority, isShutdown, issuerName, grantsAll, listHours } = server;
  const isUp = authority !== undefined && !isShutdown;
  return [
    `Certificate Server ${name}:`,
    ...stateLines(isUp, { hasHttp, isMade: authority !== undefined }),
    `    Issuer name: ${issuerName ?? `CN=${name}`}`,
    `    CA cert fingerprint: ${authority ? `${fingerprint('md5', authority.certificate.der)} ` : '-Not found-'}`,
    `    Granting mode is: ${grantsAll ? 'auto' : 'manual'}`,
    ...(authority ? timerLines(authority, now + listHours * 3_600_000) : []),
    `    Current primary storage dir: ${server.databaseUrl ?? 'nvram:'}`,
    `    Database Level: ${levels[server.databaseLevel]}`,
    '',
  ];
}

function stateLines(isUp: boolean, { hasHttp, isMade }: { hasHttp: boolean; isMade: boolean }): string[] {
  if (!isUp) {
    return [
      '    Status: disabled',
      `    State: ${isMade ? 'disabled' : 'initial'}`,
      '    Server\'s configuration is unlocked  (enter "no shut" to lock it)',
    ];
  }
  return [
    `    Status: ${hasHttp ? 'enabled' : 'disabled, HTTP Server is disabled'}`,
    `    State: ${hasHttp ? 'enabled' : 'check failed'}`,
    '    Server\'s configuration is locked  (enter "shut" to unlock it)',
  ];
}

function timerLines({ certificate, nextSerial }: Authority, nextList: number): string[] {
  return [
    `    Last certificate issued serial number (hex): ${(nextSerial - 1n).toString(16).toUpperCase()}`,
    `    CA certificate expiration timer: ${textOfDate(certificate.notAfter)}`,
    `    CRL NextUpdate timer: ${textOfDate(nextList)}`,
  ];
}

const requestHeading = [
  'ReqID  State      Fingerprint                      SubjectName',
  '--------------------------------------------------------------',
] as const;

export function serverRequestLines({ requests }: CertificateServer, random: Random): string[] {
  return [
    'Enrollment Request Database:',
    '',
    'Subordinate CA certificate requests:',
    ...requestHeading,
    '',
    'RA certificate requests:',
    ...requestHeading,
    '',
    'Router certificates requests:',
    ...requestHeading,
    ...requests
      .filter(({ state }) => state !== 'granted')
      .map((one) => {
        const digest = hexOf(digestOf('md5', one.request)).toUpperCase();
        const subject = parseRequest(one.request, random)?.subject;
        return `${String(one.id).padEnd(7)}${one.state.padEnd(11)}${digest} ${subject ? textOfName(subject) : ''}`;
      }),
    '',
  ];
}

export function serverCertificateLines({ authority }: CertificateServer): string[] {
  const all = authority ? [authority.certificate, ...authority.issued.values()] : [];
  return ['Serial Issued date              Expire date               Subject Name', ...all.map(issuedLine)];
}

function issuedLine({ serial, notBefore, notAfter, subject }: Certificate): string {
  const dates = `${textOfDate(notBefore)} ${textOfDate(notAfter)}`;
  return `${serial.toString(16).toUpperCase().padEnd(8)}${dates}  ${textOfName(subject)}`;
}
