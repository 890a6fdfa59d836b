/** show crypto pki …, show crypto key …: the commands. What each prints is in the file of its name. */
import { Refusal } from '../../cli/refusal.ts';
import { isSelfIssued, textOfSerial, type Certificate } from '../../pki/certificate.ts';
import { partsOfName } from '../../pki/distinguished-name.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { hasHttp, wake } from './pki-server-run.ts';
import { serverNamed } from './pki-server-requests.ts';
import type { Trustpoint } from './pki-state.ts';
import { certificateLines } from '../crypto/show/show-crypto-pki-certificates.ts';
import { publicKeyLines } from '../crypto/show/show-crypto-pki-key.ts';
import { serverCertificateLines, serverLines, serverRequestLines } from '../crypto/show/show-crypto-pki-server.ts';
import { pubkeyChainLines, pubkeyLines } from '../crypto/show/show-crypto-pubkey-chain.ts';

const privilege = 15;

export function declareShowPki(): void {
  declareWords();
  execMode
    .add(
      [
        'show crypto pki certificates [verbose:verbose] [WORD:name]',
        'show crypto ca certificates [verbose:verbose] [WORD:name]',
      ],
      {
        privilege,
        run: (device, { verbose, name }, exec) => {
          for (const one of shownCertificates(device, name)) {
            exec.print(...certificateLines({ ...one, isVerbose: verbose !== undefined }));
          }
        },
      },
    )
    .add(['show crypto pki trustpoints [WORD:name]', 'show crypto ca trustpoints [WORD:name]'], {
      privilege,
      run: (device, { name }, exec) => {
        for (const one of trustpointsOf(device, name)) exec.print(...trustpointLines(one));
      },
    })
    .add('show crypto key pubkey-chain rsa', { run: (device, _, exec) => exec.print(...pubkeyChainLines(device)) })
    .add('show crypto key pubkey-chain rsa name WORD:name', {
      run: (device, { name }, exec) => exec.print(...pubkeyLines(device, (entry) => entry.name === name)),
    })
    .add('show crypto key pubkey-chain rsa address A.B.C.D:address', {
      run: (device, { address }, exec) => exec.print(...pubkeyLines(device, (_entry, own) => own === address)),
    })
    .add('show crypto key mypubkey {rsa|ec|all}:kind [WORD:label]', {
      privilege,
      run: ({ settings: { pki }, flavour }, { kind, label }, exec) => {
        const isMeant = kind === 'all' ? () => true : (one: string) => one === kind;
        const all = [...pki.keys.values()].filter(
          (one) => isMeant(one.key.keyKind) && (label ?? one.label) === one.label,
        );
        for (const one of all) exec.print(...publicKeyLines(one, flavour.train.startsWith('12')));
      },
    });
  declareShowServer();
}

function declareShowServer(): void {
  execMode
    .add('show crypto pki server [WORD:name]', {
      privilege,
      run: (device, { name }, exec) => {
        wake(device);
        const server = name === undefined ? device.settings.pki.server : serverNamed(device, name);
        const now = device.router.crypto.trust.date();
        if (server) exec.print(...serverLines(server, { hasHttp: hasHttp(device), now }));
      },
    })
    .add('show crypto pki server WORD:name requests', {
      privilege,
      run: (device, { name }, exec) =>
        exec.print(...serverRequestLines(serverNamed(device, name), device.router.crypto.trust.random)),
    })
    .add('show crypto pki server WORD:name certificates', {
      privilege,
      run: (device, { name }, exec) => exec.print(...serverCertificateLines(serverNamed(device, name))),
    });
}

function trustpointsOf({ settings: { pki } }: IosDevice, name: string | undefined): Trustpoint[] {
  if (name === undefined) return [...pki.trustpoints.values()];
  const one = pki.trustpoints.get(name);
  if (!one) throw Refusal.because(`% Trustpoint ${name} not found.`);
  return [one];
}

type Shown = Omit<Parameters<typeof certificateLines>[0], 'isVerbose'>;

/** Ours, then the authorities', each once with all its trustpoints. */
function shownCertificates(device: IosDevice, name: string | undefined): Shown[] {
  const trustpoints = trustpointsOf(device, name);
  const own = trustpoints.flatMap(({ name: trustpoint, anchor: { own: mine } }): Shown[] => {
    if (!mine) return [];
    const kind = isSelfIssued(mine.certificate) ? 'self-signed' : 'own';
    return [{ certificate: mine.certificate, kind, trustpoints: [trustpoint] }];
  });
  return [...own, ...authoritiesOf(trustpoints)];
}

function authoritiesOf(trustpoints: readonly Trustpoint[]): Shown[] {
  const byDer = new Map<string, { certificate: Certificate; names: string[] }>();
  for (const {
    name,
    anchor: { authority },
  } of trustpoints) {
    if (!authority) continue;
    const key = authority.der.join();
    const known = byDer.get(key) ?? { certificate: authority, names: [] };
    known.names.push(name);
    byDer.set(key, known);
  }
  return [...byDer.values()].map(({ certificate, names }) => ({ certificate, kind: 'authority', trustpoints: names }));
}

/** Layout: gh id:28453184466. */
function trustpointLines({ name, anchor: { authority }, enrollment }: Trustpoint): string[] {
  const configured = authority
    ? [
        '    Subject Name: ',
        ...partsOfName(authority.subject).map((part) => `    ${part}`),
        `          Serial Number (hex): ${textOfSerial(authority.serial)}`,
        '    Certificate configured.',
      ]
    : [];
  const url = enrollment?.kind === 'url' ? [`    SCEP URL: ${enrollment.url}/cgi-bin`] : [];
  return [`Trustpoint ${name}:`, ...configured, ...url, '', ''];
}

function declareWords(): void {
  execMode.words({
    'show crypto pki': 'Show PKI',
    'show crypto ca': 'Show certification authority policy',
    'pki certificates': 'Show certificates',
    'ca certificates': 'Show certificates',
    verbose: 'Display in verbose mode',
    'certificates name': 'Trustpoint Name',
    'pki trustpoints': 'Show trustpoints',
    'ca trustpoints': 'Show trustpoints',
    'trustpoints name': 'Trustpoint Name',
    'show crypto pki server': 'Show Certificate Server',
    'name requests': 'Show enrollment requests',
    'name certificates': 'Show certificates issued',
    'show crypto key': 'Show long term public keys',
    'key pubkey-chain': 'Show peer public keys',
    'pubkey-chain rsa': 'Show peer RSA public keys',
    'rsa name': 'Show the key of a peer by its name',
    'rsa name name': 'Name of the peer',
    'rsa address': 'Show the key of a peer by its address',
    'rsa address address': 'Address of the peer',
    'key mypubkey': 'Show public keys associated with this router',
    'mypubkey rsa': 'Show RSA public keys',
    'mypubkey ec': 'Show EC public keys',
    'mypubkey all': 'Show all public keys',
    label: 'Key label',
  });
}
