/**
 * crypto ca authenticate, enroll, import: the authority's certificate and our own. Dialogues: Cisco ASA general operations
 * configuration guide, "Digital Certificates", and from memory.
 */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import { accept, fetchAuthority, readPem } from '../../ios/pki/pki-authenticate.ts';
import { addToChain } from '../../ios/pki/pki-chain.ts';
import { requestOf, showRequest } from '../../ios/pki/pki-enroll.ts';
import { askForCertificate, install } from '../../ios/pki/pki-request.ts';
import type { KeyEntry, Trustpoint } from '../../ios/pki/pki-state.ts';
import { fqdnOf, type Subject } from '../../ios/pki/pki-subject.ts';
import { fingerprint } from '../../ios/pki/pki-text.ts';
import { isLoading, isThere, later, retrying } from '../../ios/pki/pki-work.ts';
import { isSelfIssued, type Certificate } from '../../pki/certificate.ts';
import { isSameKey } from '../../pki/key.ts';
import { say } from '../inspection/connection-notices.ts';
import type { AsaDevice } from '../device.ts';
import { defaultLabel } from './key-commands.ts';
import { configureMode } from '../modes.ts';
import { serialNumber } from '../show-version.ts';
import { trustpointNamed } from './trustpoint-names.ts';

export function declareCertificates(): void {
  configureMode
    .words({
      'ca authenticate': 'Get the CA certificate',
      'ca enroll': 'Request a certificate from a CA',
      'ca import': 'Import a certificate from the terminal',
      'authenticate name': 'Name of the trustpoint',
      'enroll name': 'Name of the trustpoint',
      'import name': 'Name of the trustpoint',
      'name certificate': 'Import the certificate of this device',
      nointeractive: 'Without asking',
      'name noconfirm': 'Without asking',
    })
    .add('crypto ca authenticate WORD:name [nointeractive:nointeractive]', {
      run: (device, { name, nointeractive }, exec) =>
        authenticate(device, trustpointNamed(device, name), { exec, isAsking: nointeractive === undefined }),
    })
    .add('crypto ca enroll WORD:name [noconfirm:noconfirm]', {
      run: (device, { name, noconfirm }, exec) =>
        enroll(device, trustpointNamed(device, name), { exec, isAsking: noconfirm === undefined }),
    })
    .add('crypto ca import WORD:name certificate', {
      run: (device, { name }, exec) => importCertificate(device, trustpointNamed(device, name), exec),
    });
}

const notConfigured = 'ERROR: Enrollment is not configured: give an enrollment url, or enrollment terminal';

interface How {
  readonly exec: Exec;
  readonly isAsking: boolean;
}

async function authenticate(device: AsaDevice, trustpoint: Trustpoint, how: How): Promise<void> {
  if (trustpoint.anchor.authority) {
    throw Refusal.because(
      "WARNING: Trustpoint already has a CA certificate: use 'no crypto ca certificate chain' to delete it first",
    );
  }
  const kind = trustpoint.enrollment?.kind;
  if (kind === 'terminal') await authenticateByHand(device, trustpoint, how);
  else if (kind === 'url') await authenticateByNetwork(device, trustpoint, how);
  else throw Refusal.because(notConfigured);
}

async function authenticateByHand(device: AsaDevice, { name }: Trustpoint, how: How): Promise<void> {
  const { exec } = how;
  exec.print('Enter the base 64 encoded CA certificate.', 'End with the word "quit" on a line by itself', '');
  const certificate = device.router.crypto.trust.parse(await readPem(exec));
  if (!certificate) throw Refusal.because('ERROR: Failed to parse or verify imported certificate');
  if (!(await isAccepted(certificate, how))) return;
  if (!isSelfIssued(certificate))
    exec.print(`Trustpoint '${name}' is a subordinate CA and holds a non self-signed certificate.`, '');
  addToChain(device, name, 'ca', certificate);
  exec.print('Trustpoint CA certificate accepted.', '', '% Certificate successfully imported');
}

async function isAccepted(certificate: Certificate, { exec, isAsking }: How): Promise<boolean> {
  exec.print(
    '',
    'INFO: Certificate has the following attributes:',
    `Fingerprint:     ${fingerprint('md5', certificate.der).toLowerCase()} `,
  );
  return !isAsking || (await exec.askYesOrNo('Do you accept this certificate? [yes/no]: '));
}

/** While a configuration is taken up time does not pass: the answer stands in the journal, the certificate comes later. */
async function authenticateByNetwork(device: AsaDevice, trustpoint: Trustpoint, how: How): Promise<void> {
  const { exec, isAsking } = how;
  if (isLoading(exec)) {
    if (isAsking && !(await exec.askYesOrNo('Do you accept this certificate? [yes/no]: '))) return;
    later(trustpoint, async () => {
      const certificate = await retrying(device, () => fetchAuthority(device, trustpoint));
      if (certificate) await accept(device, trustpoint, certificate);
    });
    return;
  }
  const certificate = await exec.wait(fetchAuthority(device, trustpoint));
  if (!certificate)
    throw Refusal.because('ERROR: receiving Certificate Authority certificate: status = FAIL, cert length = 0');
  if (!(await isAccepted(certificate, how))) return;
  later(trustpoint, () => accept(device, trustpoint, certificate));
  addToChain(device, trustpoint.name, 'ca', certificate);
  exec.print('', 'Trustpoint CA certificate accepted.');
}

async function enroll(device: AsaDevice, trustpoint: Trustpoint, how: How): Promise<void> {
  const { exec, isAsking } = how;
  const { enrollment, anchor } = trustpoint;
  if (!enrollment) throw Refusal.because(notConfigured);
  if (!anchor.authority && !isLoading(exec)) {
    throw Refusal.because(
      'ERROR: You must authenticate the Certificate Authority before\nyou can enroll with the Certificate Authority.',
    );
  }
  const entry = keyOf(device, trustpoint);
  if (enrollment.kind === 'url' && isAsking) await askForPassword(exec);
  else exec.print('% Start certificate enrollment .. ');
  const request = requestOf(trustpoint, entry, await askForSubject(device, trustpoint, how));
  if (enrollment.kind === 'terminal') {
    await showRequest(trustpoint, { request, entry }, exec);
    return;
  }
  if (isAsking && !(await exec.askYesOrNo('Request certificate from CA? [yes/no]: '))) return;
  exec.print('% Certificate request sent to Certificate Authority');
  trustpoint.pending = entry.key;
  send(device, trustpoint, request);
}

function keyOf({ settings: { pki } }: AsaDevice, { keyLabel = defaultLabel }: Trustpoint): KeyEntry {
  const entry = pki.keys.get(keyLabel);
  if (!entry) throw Refusal.because(`ERROR: The key pair ${keyLabel} does not exist: use crypto key generate first`);
  return entry;
}

async function askForPassword(exec: Exec): Promise<void> {
  exec.print(
    '%',
    '% Start certificate enrollment .. ',
    '% Create a challenge password. You will need to verbally provide this',
    '%  password to the CA Administrator in order to revoke your certificate.',
    '%  For security reasons your password will not be saved in the configuration.',
    '%  Please make a note of it.',
  );
  const password = await exec.askSecret('Password: ');
  const again = await exec.askSecret('Re-enter password: ');
  if (password !== again) throw Refusal.because('ERROR: Passwords do not match');
  exec.print('');
}

async function askForSubject(device: AsaDevice, trustpoint: Trustpoint, { exec, isAsking }: How): Promise<Subject> {
  const fqdn = fqdnOf(device, trustpoint);
  const { subjectName, ipAddress } = trustpoint;
  if (subjectName !== undefined) exec.print(`% The subject name in the certificate will be: ${subjectName}`, '');
  if (fqdn !== undefined) exec.print(`% The fully-qualified domain name in the certificate will be: ${fqdn}`, '');
  const isTyped = trustpoint.serialNumber === 'yes';
  const isWanted =
    isTyped ||
    (isAsking && (await exec.askYesOrNo('% Include the device serial number in the subject name? [yes/no]: ')));
  if (isWanted) exec.print('', `The serial number in the certificate will be: ${serialNumber}`);
  return {
    fqdn,
    serialNumber: isWanted ? serialNumber : undefined,
    address: typeof ipAddress === 'number' ? ipAddress : undefined,
  };
}

/**
 * On its way, sent again while the certificate does not come, and installed when it does. Messages: Cisco ASA Series Syslog
 * Messages, 717002 and 717003 (from memory, as are the reasons).
 */
function send(device: AsaDevice, trustpoint: Trustpoint, request: Uint8Array): void {
  const { name } = trustpoint;
  later(trustpoint, async () => {
    const outcome = await retrying(device, () =>
      askForCertificate(device, trustpoint, { request, unreached: () => undefined }),
    );
    if (!isThere(device, trustpoint)) return;
    if (outcome === undefined || outcome === 'rejected') {
      const [told, reason] = outcome
        ? ['The certificate enrollment request was denied by CA!', 'Request denied by CA']
        : ['The certificate enrollment failed!', 'No response from CA'];
      device.announce(told);
      say(device, 3, 717002, `Certificate enrollment failed for trustpoint ${name}. Reason: ${reason}.`);
      return;
    }
    install(device, trustpoint, outcome);
    device.announce('The certificate has been granted by CA!');
    say(device, 6, 717003, `Certificate received from Certificate Authority for trustpoint ${name}.`);
  });
}

async function importCertificate(device: AsaDevice, trustpoint: Trustpoint, exec: Exec): Promise<void> {
  if (!trustpoint.anchor.authority)
    throw Refusal.because('ERROR: You must authenticate the Certificate Authority first');
  if (!trustpoint.pending) throw Refusal.because(`ERROR: There is no request of ${trustpoint.name} that waits`);
  exec.print('Enter the base 64 encoded certificate.', 'End with the word "quit" on a line by itself', '');
  const certificate = device.router.crypto.trust.parse(await readPem(exec));
  if (!certificate || !isSameKey(certificate.key, trustpoint.pending.public))
    throw Refusal.because('ERROR: Failed to parse or verify imported certificate');
  install(device, trustpoint, certificate);
  exec.print('INFO: Certificate successfully imported');
}
