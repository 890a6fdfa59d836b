/** crypto ca certificate chain: the certificates of a trustpoint, as they stand in the configuration. */
import { Mode } from '../../cli/mode.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { keepChain } from '../../ios/pki/pki-chain.ts';
import type { ChainEntry } from '../../ios/pki/pki-state.ts';
import { hexLines, readHex } from '../../ios/pki/pki-text.ts';
import type { AsaDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import type { TrustpointContext } from './trustpoint-mode.ts';
import { trustpointNamed } from './trustpoint-names.ts';

export const chainMode = new Mode<TrustpointContext>({
  name: 'certificate chain',
  prompt: '(config-cert-chain)#',
  privilege: 15,
  parent: configureMode,
});

export function declareChains(): void {
  configureMode
    .words({
      'ca certificate': 'Certificate operations',
      'certificate chain': 'Identify the certificates of a trustpoint',
      'chain name': 'Name of the trustpoint',
    })
    .add('crypto ca certificate chain WORD:name', {
      section: 'crypto ca certificate',
      run: (device, { name }, exec) => exec.enter(chainMode, { device, trustpoint: trustpointNamed(device, name) }),
      no: (device, { name }) => keepChain(device, name, []),
      show: ({ settings: { pki } }) =>
        [...pki.chains].map(([name, entries]) => ({
          line: `crypto ca certificate chain ${name}`,
          body: entries.flatMap(linesOf),
        })),
    });
  chainMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from certificate chain entry mode',
      certificate: 'Add or remove a certificate',
      ca: 'CA certificate',
      serial: 'Serial number of the certificate',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('certificate [ca:ca] WORD:serial', {
      run: async ({ device, trustpoint: { name } }, { ca, serial }, exec) => {
        const line = lineOf(ca, serial);
        const others = entriesOf(device, name).filter((one) => one.line !== line);
        const entry = { line, der: await readHex(exec, 'certificate') };
        keepChain(device, name, [...others, entry]);
      },
      no: ({ device, trustpoint: { name } }, { ca, serial }) => {
        const line = lineOf(ca, serial);
        keepChain(
          device,
          name,
          entriesOf(device, name).filter((one) => one.line !== line),
        );
      },
    });
}

function entriesOf({ settings: { pki } }: AsaDevice, name: string): ChainEntry[] {
  return pki.chains.get(name) ?? [];
}

function lineOf(ca: string | undefined, serial: string): string {
  return `certificate ${ca === undefined ? '' : 'ca '}${serial}`;
}

/** Digits are small letters, four blanks in; `quit` stands two blanks in. */
function linesOf({ line, der }: ChainEntry): ConfigurationLine[] {
  if (!der) return [line];
  return [{ line, body: hexLines(der).map((one) => `  ${one.toLowerCase()} `) }, ' quit'];
}
