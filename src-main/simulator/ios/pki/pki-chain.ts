/**
 * crypto pki certificate chain: the certificates of a trustpoint, as they stand in the configuration. What is no
 * certificate, or not ours, is kept as it was typed: routers of 15.x have one in it that they made themselves for HTTPS.
 */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { textOfSerial, type Certificate } from '../../pki/certificate.ts';
import { isSameKey } from '../../pki/key.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { PkiDevice } from './pki-device.ts';
import type { ChainEntry, Trustpoint } from './pki-state.ts';
import { hexLines, readHex } from './pki-text.ts';
import { trustpointOf } from './pki-trustpoint.ts';

interface ChainContext {
  readonly device: IosDevice;
  readonly trustpoint: Trustpoint;
}

export const chainMode = new Mode<ChainContext>({
  name: 'certificate chain',
  prompt: '(config-cert-chain)#',
  title: 'Certificate commands:',
  privilege: 15,
  parent: configureMode,
});

export function declareChain(): void {
  configureMode
    .words({
      'pki certificate': 'Certificate operations',
      'ca certificate': 'Certificate operations',
      'certificate chain': 'Identify certificates',
      'certificate chain name': 'CA Server Name',
    })
    .add(['crypto pki certificate chain WORD:name', 'crypto ca certificate chain WORD:name'], {
      section: 'crypto pki',
      run: (device, { name }, exec) => exec.enter(chainMode, { device, trustpoint: trustpointOf(device, name) }),
      no: (device, { name }) => keepChain(device, name, []),
      show: (device) => [...device.settings.pki.chains.keys()].flatMap((name) => blockOf(device, name)),
    });
  chainMode
    .words({
      no: 'Negate a command or set its defaults',
      certificate: 'Enter certificate',
      'certificate kind': 'Kind of certificate',
      ca: 'CA certificate',
      'self-signed': 'Self-signed certificate',
      'ra-sign': 'RA signature certificate',
      serial: 'Serial number of the certificate',
      file: 'File name',
      exit: 'Exit from crypto ca certificate chain entry mode',
    })
    .add('certificate [{ca|self-signed}:kind] WORD:serial [WORD:file]', {
      run: enterCertificate,
      no: ({ device, trustpoint: { name } }, { kind, serial }) => {
        const line = lineOf(kind, serial);
        const entries = device.settings.pki.chains.get(name) ?? [];
        keepChain(
          device,
          name,
          entries.filter((one) => one.line !== line),
        );
      },
      show: ({ device, trustpoint: { name } }) => (device.settings.pki.chains.get(name) ?? []).flatMap(linesOf),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function blockOf(device: IosDevice, name: string): ConfigurationLine[] {
  const trustpoint = device.settings.pki.trustpoints.get(name);
  return trustpoint ? [block(`crypto pki certificate chain ${name}`, chainMode, { device, trustpoint }), '!'] : [];
}

function linesOf({ line, der }: ChainEntry): ConfigurationLine[] {
  return der ? [{ line, body: hexLines(der) }, '\tquit'] : [line];
}

function lineOf(kind: string | undefined, serial: string): string {
  return `certificate ${kind === undefined ? '' : `${kind} `}${serial}`;
}

interface CertificateArguments {
  kind?: 'ca' | 'self-signed';
  serial: string;
  file?: string;
}

async function enterCertificate(
  { device, trustpoint }: ChainContext,
  { kind, serial, file }: CertificateArguments,
  exec: Exec,
): Promise<void> {
  const line = lineOf(kind, serial);
  const entries = device.settings.pki.chains.get(trustpoint.name) ?? [];
  const others = entries.filter((one) => one.line !== line);
  // A certificate in a file of its own is not there after all: only its line is.
  const der = file === undefined ? await readHex(exec, 'certificate') : undefined;
  const entry = file === undefined ? { line, der } : { line: `${line} ${file}`, der };
  keepChain(device, trustpoint.name, [...others, entry]);
}

/** The chain of a trustpoint is what its anchor trusts and shows. */
export function keepChain({ settings: { pki }, router }: PkiDevice, name: string, entries: ChainEntry[]): void {
  if (entries.length > 0) pki.chains.set(name, entries);
  else pki.chains.delete(name);
  const trustpoint = pki.trustpoints.get(name);
  if (!trustpoint) return;
  const { anchor } = trustpoint;
  anchor.authority = undefined;
  anchor.own = undefined;
  for (const { line, der } of entries) {
    const certificate = der && router.crypto.trust.parse(der);
    if (!certificate) continue;
    if (line.startsWith('certificate ca')) anchor.authority = certificate;
    else anchor.own = ownOf(pki.keys, certificate);
  }
}

/** A certificate is ours when we have the key. */
function ownOf(keys: IosDevice['settings']['pki']['keys'], certificate: Certificate): Trustpoint['anchor']['own'] {
  const entry = [...keys.values()].find(({ key }) => isSameKey(key.public, certificate.key));
  return entry && { certificate, key: entry.key };
}

/** Puts a certificate that has come into the chain, in the place of one of the same kind. */
export function addToChain(
  device: PkiDevice,
  name: string,
  kind: 'ca' | 'self-signed' | undefined,
  certificate: Certificate,
): void {
  const isOfKind = ({ line }: ChainEntry): boolean => line.startsWith('certificate ca') === (kind === 'ca');
  const others = (device.settings.pki.chains.get(name) ?? []).filter((one) => !isOfKind(one));
  const entry = { line: lineOf(kind, textOfSerial(certificate.serial)), der: certificate.der };
  // Ours stands before the authority's.
  keepChain(device, name, kind === 'ca' ? [...others, entry] : [entry, ...others]);
}
