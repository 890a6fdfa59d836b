/** crypto pki authenticate: the certificate of the authority, accepted by its fingerprint. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Certificate } from '../../pki/certificate.ts';
import { bytesOfPem } from '../../pki/pem.ts';
import { parseRevocationList } from '../../pki/revocation-list.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { addToChain } from './pki-chain.ts';
import { askAuthority } from './pki-channel.ts';
import type { PkiDevice } from './pki-device.ts';
import type { Trustpoint } from './pki-state.ts';
import { fingerprint } from './pki-text.ts';
import { isLoading, isThere, later, retrying } from './pki-work.ts';

const none = new Uint8Array();

export function declareAuthenticate(): void {
  configureMode
    .words({
      'pki authenticate': 'Get the CA certificate',
      'ca authenticate': 'Get the CA certificate',
      'authenticate name': 'CA Server Name',
      'pki crl': 'Certificate revocation list operations',
      'ca crl': 'Certificate revocation list operations',
      'crl request': 'Request the latest CRL',
      'crl request name': 'CA Server Name',
    })
    .add(['crypto pki authenticate WORD:name', 'crypto ca authenticate WORD:name'], { run: authenticate })
    .add(['crypto pki crl request WORD:name', 'crypto ca crl request WORD:name'], {
      run: (device, { name }) => {
        const trustpoint = namedTrustpoint(device, name);
        if (!trustpoint.anchor.authority) throw Refusal.because(mustAuthenticate);
        later(trustpoint, () => fetchList(device, trustpoint));
      },
    });
}

export const mustAuthenticate =
  '% You must authenticate the Certificate Authority before\nyou can enroll with the Certificate Authority.';

export function namedTrustpoint({ settings }: IosDevice, name: string): Trustpoint {
  const trustpoint = settings.pki.trustpoints.get(name);
  if (!trustpoint) throw Refusal.because(`% CA trustpoint ${name} is not defined`);
  return trustpoint;
}

async function authenticate(device: IosDevice, { name }: { name: string }, exec: Exec): Promise<void> {
  const trustpoint = namedTrustpoint(device, name);
  if (trustpoint.anchor.authority) {
    throw Refusal.because(
      "% Please delete your existing CA certificate first.\n% You must use 'no crypto pki trustpoint <trustpoint-name>' to delete the CA certificate.",
    );
  }
  switch (trustpoint.enrollment?.kind) {
    case 'terminal':
      await authenticateByHand(device, trustpoint, exec);
      return;
    case 'url':
      await authenticateByNetwork(device, trustpoint, exec);
      return;
    case 'selfsigned':
      throw Refusal.because('% The trustpoint signs its certificate itself: there is no CA to authenticate');
    default:
      throw Refusal.because('% Enrollment is not configured: give an enrollment url, or enrollment terminal');
  }
}

async function authenticateByHand(device: IosDevice, trustpoint: Trustpoint, exec: Exec): Promise<void> {
  exec.print(
    '',
    'Enter the base 64 encoded CA certificate.',
    'End with a blank line or the word "quit" on a line by itself',
    '',
  );
  const certificate = device.router.crypto.trust.parse(await readPem(exec));
  if (!certificate) throw Refusal.because('% Error in saving certificate: status = FAIL');
  if (!(await isAccepted(certificate, exec))) return;
  addToChain(device, trustpoint.name, 'ca', certificate);
  exec.print('% Certificate successfully imported', '');
}

/** Lines of base64 up to an empty one, or `quit`. */
export async function readPem(exec: Exec): Promise<Uint8Array> {
  let text = '';
  for (;;) {
    const line = (await exec.ask('')).trim();
    if (line === 'quit' || (line === '' && text !== '')) break;
    text += `${line}\n`;
  }
  return bytesOfPem(text) ?? none;
}

async function isAccepted(certificate: Certificate, exec: Exec): Promise<boolean> {
  exec.print(
    'Certificate has the following attributes:',
    `       Fingerprint MD5: ${fingerprint('md5', certificate.der)} `,
    `      Fingerprint SHA1: ${fingerprint('sha1', certificate.der)} `,
    '',
  );
  if (!(await exec.askYesOrNo('% Do you accept this certificate? [yes/no]: '))) return false;
  exec.print('Trustpoint CA certificate accepted.');
  return true;
}

/**
 * While a configuration is being taken up, time does not pass: the answer stands in the journal, and the certificate
 * comes later.
 */
async function authenticateByNetwork(device: IosDevice, trustpoint: Trustpoint, exec: Exec): Promise<void> {
  if (isLoading(exec)) {
    if (!(await exec.askYesOrNo('% Do you accept this certificate? [yes/no]: '))) return;
    later(trustpoint, async () => {
      const certificate = await retrying(device, () => fetchAuthority(device, trustpoint));
      if (certificate) await accept(device, trustpoint, certificate);
    });
    return;
  }
  const certificate = await exec.wait(fetchAuthority(device, trustpoint));
  if (!certificate) {
    throw Refusal.because('% Error in receiving Certificate Authority certificate: status = FAIL, cert length = 0\n');
  }
  if (!(await isAccepted(certificate, exec))) return;
  exec.print('');
  later(trustpoint, () => accept(device, trustpoint, certificate));
  addToChain(device, trustpoint.name, 'ca', certificate);
}

export async function accept(device: PkiDevice, trustpoint: Trustpoint, certificate: Certificate): Promise<void> {
  if (!isThere(device, trustpoint)) return;
  addToChain(device, trustpoint.name, 'ca', certificate);
  if (trustpoint.anchor.checksRevocation) await fetchList(device, trustpoint);
}

export async function fetchAuthority(
  { router }: PkiDevice,
  { enrollment }: Trustpoint,
): Promise<Certificate | undefined> {
  if (enrollment?.kind !== 'url') return undefined;
  const answer = await askAuthority(router, enrollment.address, { kind: 'authority', body: none });
  return answer?.status === 'success' ? router.crypto.trust.parse(answer.body) : undefined;
}

async function fetchList({ router }: PkiDevice, { enrollment, anchor }: Trustpoint): Promise<void> {
  if (enrollment?.kind !== 'url' || !anchor.authority) return;
  const answer = await askAuthority(router, enrollment.address, { kind: 'list', body: none });
  if (answer?.status !== 'success') return;
  anchor.revocationList = parseRevocationList(answer.body, anchor.authority.key) ?? anchor.revocationList;
}
