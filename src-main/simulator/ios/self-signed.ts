/**
 * The certificate that a router of 15.x makes for itself to serve HTTPS, and writes into its configuration: kept as it is.
 * Nothing here uses it. Other certificates are refused: peers know each other by a key.
 */
import { Mode } from '../cli/mode.ts';
import type { Exec } from '../cli/declaration.ts';
import { Refusal } from '../cli/refusal.ts';
import { configureMode } from './modes.ts';

const below = { privilege: 15, parent: configureMode } as const;

const itsOwn = /^TP-self-signed-\d+$/;
const trustpointMode = new Mode<string[]>({ name: 'trustpoint', prompt: '(ca-trustpoint)#', ...below });
const certificateMode = new Mode<string[]>({ name: 'certificate chain', prompt: '(config-cert-chain)#', ...below });

export function declareSelfSigned(): void {
  declareBlock('crypto pki trustpoint', trustpointMode);
  declareBlock('crypto pki certificate chain', certificateMode);
  trustpointMode
    .words({ exit: 'Exit from certificate authority trustpoint entry mode' })
    .add('{enrollment|subject-name|revocation-check|rsakeypair|hash}:kind ![LINE:rest]', {
      hidden: true,
      run: (lines, { kind, rest }) => lines.push(`${kind} ${rest}`),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  certificateMode
    .words({ exit: 'Exit from crypto ca certificate chain entry mode' })
    .add('certificate self-signed WORD:serial', {
      hidden: true,
      run: async (lines, { serial }, exec) => {
        lines.push(`certificate self-signed ${serial}`);
        for (;;) {
          const line = await exec.ask('');
          lines.push(line.trim() === 'quit' ? '\tquit' : ` ${line.trim()}`);
          if (line.trim() === 'quit') return;
        }
      },
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

function declareBlock(words: 'crypto pki trustpoint' | 'crypto pki certificate chain', mode: Mode<string[]>): void {
  configureMode.add(`${words} WORD:name`, {
    section: 'crypto pki',
    hidden: true,
    run: ({ settings: { selfSigned } }, { name }, exec: Exec) => {
      if (!itsOwn.test(name)) throw Refusal.because('% Certificates are not simulated: peers know each other by a key');
      const lines: string[] = [];
      selfSigned.set(`${words} ${name}`, lines);
      exec.enter(mode, lines);
    },
    no: ({ settings: { selfSigned } }, { name }) => selfSigned.delete(`${words} ${name}`),
    show: ({ settings: { selfSigned } }) =>
      [...selfSigned].flatMap(([line, body]) => (line.startsWith(`${words} `) ? [{ line, body }, '!'] : [])),
  });
}

export const selfSignedModes = [trustpointMode, certificateMode];
