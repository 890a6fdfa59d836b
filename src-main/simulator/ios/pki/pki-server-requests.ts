/** crypto pki server NAME grant, reject, revoke: what an operator does with requests and certificates, in exec. */
import { Refusal } from '../../cli/refusal.ts';
import type { Exec } from '../../cli/declaration.ts';
import { textOfSerial } from '../../pki/certificate.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { grant } from './pki-server-run.ts';
import type { CertificateServer, EnrollmentRequest } from './pki-state.ts';

interface RequestArguments {
  name: string;
  verb: 'grant' | 'reject';
  id?: number;
}

export function declareServerRequests(): void {
  execMode
    .words({
      crypto: 'Encryption related commands.',
      'crypto pki': 'Public Key components',
      'pki server': 'Commands for IOS Certificate Server',
      'server name': 'Certificate Server Name',
      'name grant': 'Grant enrollment requests',
      'name reject': 'Reject enrollment requests',
      'verb all': 'All pending requests',
      'verb id': 'Request ID',
      'name revoke': 'Revoke certificate',
      'revoke serial': 'Serial number of the certificate (decimal, or hexadecimal after 0x)',
    })
    .add('crypto pki server WORD:name {grant|reject}:verb ( all | <1-999>:id )', { privilege: 15, run: decide })
    .add('crypto pki server WORD:name revoke WORD:serial', { privilege: 15, run: revoke });
}

export function serverNamed({ settings: { pki } }: IosDevice, name: string): CertificateServer {
  if (pki.server?.name !== name) throw Refusal.because(`% Certificate server ${name} is not configured`);
  return pki.server;
}

function decide(device: IosDevice, { name, verb, id }: RequestArguments): void {
  const server = serverNamed(device, name);
  const isMeant = (one: EnrollmentRequest): boolean => one.state === 'pending' && (id ?? one.id) === one.id;
  const meant = server.requests.filter(isMeant);
  if (meant.length === 0) throw Refusal.because('% There are no requests that wait');
  for (const one of meant) {
    if (verb === 'grant') grant(device, server, one);
    else one.state = 'rejected';
  }
}

function revoke(device: IosDevice, { name, serial }: { name: string; serial: string }, exec: Exec): void {
  const { authority } = serverNamed(device, name);
  const number = /^(0x[\da-f]+|\d+)$/i.test(serial) ? BigInt(serial) : undefined;
  if (!authority || number === undefined || !authority.issued.has(number)) {
    throw Refusal.because(`% Certificate ${serial} is not one that this server has issued`);
  }
  authority.revoked.set(number, device.router.crypto.trust.date());
  exec.print(`% Certificate ${textOfSerial(number)} successfully revoked.`);
}
