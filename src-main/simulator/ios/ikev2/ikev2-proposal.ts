/** crypto ikev2 proposal: the algorithms that we are willing to use for IKE version 2, all combinations of them. */
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultName, type Ikev2Proposal } from '../../ike2/configuration.ts';
import { refuseWeak, refuseWeakGroup } from '../crypto/crypto-compliance.ts';
import type { IosDevice } from '../device.ts';
import { ikev2Ciphers, wordOfCipher, type Ikev2CipherWord } from './ikev2-names.ts';
import { defaultProposalOf, hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

interface ProposalContext {
  readonly device: IosDevice;
  readonly proposal: Ikev2Proposal;
}

export const ikev2ProposalMode = new Mode<ProposalContext>({
  name: 'ikev2 proposal',
  prompt: '(config-ikev2-proposal)#',
  title: 'IKEv2 Proposal commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['encryption', 'prf', 'integrity', 'group'],
});

export function declareIkev2Proposal(): void {
  configureMode
    .words({
      'crypto ikev2': 'Configure IKEv2 Options',
      'crypto ikev2 proposal': 'Define IKEv2 proposals',
      'crypto ikev2 proposal name': 'Name of IKEv2 proposal',
    })
    .add('crypto ikev2 proposal WORD:name', {
      section: 'crypto ikev2 proposal',
      when: hasIkev2,
      run: enter,
      no: remove,
      default: (device, { name }) => {
        if (name !== defaultName) throw Refusal.because('% Only the proposal default has a default');
        device.router.crypto.ikev2.proposals.set(defaultName, defaultProposalOf(device));
      },
      show: configurationOf,
    });
  declareAlgorithms();
  declareGroups();
  ikev2ProposalMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from IKEv2 proposal configuration mode',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** What is incomplete is pointed out when it is entered (gh id:20273168167). */
function enter(device: IosDevice, { name }: { name: string }, exec: Exec): void {
  const { proposals } = device.router.crypto.ikev2;
  const proposal = proposals.get(name) ?? { name, encryption: [], integrity: [], prf: [], groups: [] };
  proposals.set(name, proposal);
  if (!isComplete(proposal)) {
    exec.print(
      'IKEv2 proposal MUST either have a set of an encryption algorithm other than aes-gcm, an integrity algorithm and a DH group configured or ',
      ' encryption algorithm aes-gcm, a prf algorithm and a DH group configured',
    );
  }
  exec.enter(ikev2ProposalMode, { device, proposal });
}

export function isComplete({ encryption, integrity, prf, groups }: Ikev2Proposal): boolean {
  const isCombined = ({ algorithm }: Ikev2Proposal['encryption'][number]): boolean => algorithm === 'aes-gcm';
  const proves = encryption.every(isCombined) ? prf.length > 0 : integrity.length > 0;
  return encryption.length > 0 && proves && groups.length > 0;
}

function remove({ router }: IosDevice, { name }: { name: string }): void {
  const { proposals, policies } = router.crypto.ikev2;
  if (!proposals.has(name)) throw Refusal.because(`% Proposal ${name} does not exist`);
  const user = [...policies.values()].find(
    ({ name: policy, proposals: names }) => policy !== defaultName && names.includes(name),
  );
  if (user) throw Refusal.because(`% Cannot remove as proposal is in use by policy ${user.name}.`);
  proposals.delete(name);
}

/** The default one is written when it is another than IOS has. A blank ends the line (gh id:36890752064). */
function configurationOf(device: IosDevice): ConfigurationLine[] {
  if (!hasIkev2(device)) return [];
  const { proposals } = device.router.crypto.ikev2;
  const written = [...proposals.values()].filter((one) => one.name !== defaultName || !isDefault(device, one));
  const blocks = written.map((proposal) =>
    block(`crypto ikev2 proposal ${proposal.name} `, ikev2ProposalMode, { device, proposal }),
  );
  return [...(proposals.has(defaultName) ? [] : ['no crypto ikev2 proposal default']), ...blocks];
}

function isDefault(device: IosDevice, proposal: Ikev2Proposal): boolean {
  return JSON.stringify(proposal) === JSON.stringify(defaultProposalOf(device));
}

const ciphers = '{3des|aes-cbc-128|aes-cbc-192|aes-cbc-256|aes-gcm-128|aes-gcm-256|des}...:ciphers';
const hashes = '{md5|sha1|sha256|sha384|sha512}...:hashes';

function declareAlgorithms(): void {
  ikev2ProposalMode
    .words({
      encryption: 'Set encryption algorithm(s) for proposal',
      '3des': '3DES',
      'aes-cbc-128': 'AES-CBC-128',
      'aes-cbc-192': 'AES-CBC-192',
      'aes-cbc-256': 'AES-CBC-256',
      'aes-gcm-128': 'Combined-mode,128 bit key,16 byte ICV(Authentication Tag)',
      'aes-gcm-256': 'Combined-mode,256 bit key,16 byte ICV(Authentication Tag)',
      des: 'DES',
      integrity: 'Set integrity hash algorithm(s) for proposal',
      prf: 'Set prf algorithm(s) for proposal',
      md5: 'Message Digest 5',
      sha1: 'Secure Hash Standard',
      sha256: 'Secure Hash Standard 2 (256 bit)',
      sha384: 'Secure Hash Standard 2 (384 bit)',
      sha512: 'Secure Hash Standard 2 (512 bit)',
    })
    .add(`encryption ![${ciphers}]`, {
      run: ({ device, proposal }, { ciphers: words }) => {
        refuseWeak(device, ...words);
        proposal.encryption = unique(words as Ikev2CipherWord[]).map((word) => ikev2Ciphers[word]);
      },
      no: ({ proposal }) => (proposal.encryption = []),
      show: ({ proposal: { encryption } }) => line('encryption', encryption.map(wordOfCipher)),
    })
    .add(`prf ![${hashes}]`, {
      run: ({ device, proposal }, { hashes: words }) => {
        refuseWeak(device, ...words);
        proposal.prf = unique(words);
      },
      no: ({ proposal }) => (proposal.prf = []),
      show: ({ proposal: { prf } }) => line('prf', prf),
    })
    .add(`integrity ![${hashes}]`, {
      run: ({ device, proposal }, { hashes: words }) => {
        refuseWeak(device, ...words);
        proposal.integrity = unique(words);
      },
      no: ({ proposal }) => (proposal.integrity = []),
      show: ({ proposal: { integrity } }) => line('integrity', integrity),
    });
}

function declareGroups(): void {
  ikev2ProposalMode
    .words({
      group: 'Set the Diffie-Hellman group(s)',
      '1': 'DH 768 MODP',
      '2': 'DH 1024 MODP',
      '5': 'DH 1536 MODP',
      '14': 'DH 2048 MODP',
      '15': 'DH 3072 MODP',
      '16': 'DH 4096 MODP',
      '19': 'DH 256 ECP',
      '20': 'DH 384 ECP',
      '21': 'DH 521 ECP',
      '24': 'DH 2048 (256 subgroup) MODP',
    })
    .add('group ![{1|2|5|14|15|16|19|20|21|24}...:groups]', {
      run: ({ device, proposal }, { groups }) => {
        for (const group of groups) refuseWeakGroup(device, Number(group));
        proposal.groups = unique(groups).map(Number);
      },
      no: ({ proposal }) => (proposal.groups = []),
      show: ({ proposal: { groups } }) => line('group', groups),
    });
}

function line(word: string, values: readonly (string | number)[]): string[] {
  return values.length > 0 ? [`${word} ${values.join(' ')}`] : [];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
