/** key chain: secrets by number, for EIGRP. Layout of `show key chain`: the command reference of 12.4. */
import { block } from '../../cli/configuration.ts';
import type { Exec } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { KeyChain } from '../../routing/secret.ts';
import type { IosDevice } from '../device.ts';
import { configureMode, execMode } from '../modes.ts';
import { secretOf } from './routing-secret.ts';

interface ChainContext {
  readonly device: IosDevice;
  readonly chain: KeyChain;
}

interface KeyContext extends ChainContext {
  readonly id: number;
}

const privilege = 15;
const chainMode = new Mode<ChainContext>({
  name: 'key chain',
  prompt: '(config-keychain)#',
  title: 'Key-chain configuration commands:',
  privilege,
  parent: configureMode,
});
const keyMode = new Mode<KeyContext>({
  name: 'key of a chain',
  prompt: '(config-keychain-key)#',
  title: 'Key-chain key configuration commands:',
  privilege,
  parent: chainMode,
});

export const keyChainModes = [chainMode, keyMode];

export function declareKeyChain(): void {
  configureMode
    .words({ key: 'Key management', 'key chain': 'Key-chain management', 'chain name': 'Key-chain name' })
    .add('key chain WORD:name', {
      section: 'key chain',
      run: (device, { name }, exec) => {
        const { keyChains } = device.router.routing.authentication;
        const chain = keyChains.get(name) ?? { name, keys: new Map() };
        keyChains.set(name, chain);
        exec.enter(chainMode, { device, chain });
      },
      no: ({ router }, { name }) => router.routing.authentication.keyChains.delete(name),
      show: (device) =>
        [...device.router.routing.authentication.keyChains.values()].map((chain) =>
          block(`key chain ${chain.name}`, chainMode, { device, chain }),
        ),
    });
  declareKeys();
  execMode
    .words({ 'show key': 'Key information', 'show key chain': 'Key-chain', 'chain name': 'Key chain name' })
    .add('show key chain [WORD:name]', {
      privilege,
      run: ({ router }, { name }, exec) => {
        const chains = [...router.routing.authentication.keyChains.values()];
        exec.print(...chains.filter((chain) => (name ?? chain.name) === chain.name).flatMap(chainLines));
      },
    });
}

function declareKeys(): void {
  chainMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from key-chain configuration mode',
      key: 'Configure a key',
      id: 'Key identifier',
    })
    .add('key <0-2147483647>:id', {
      run: ({ device, chain }, { id }, exec) => enterKey({ device, chain, id }, exec),
      no: ({ chain }, { id }) => chain.keys.delete(id),
      show: ({ device, chain }) =>
        [...chain.keys.keys()].sort((a, b) => a - b).map((id) => block(`key ${id}`, keyMode, { device, chain, id })),
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  keyMode
    .words({
      no: 'Negate a command or set its defaults',
      exit: 'Exit from key-chain key configuration mode',
      'key-string': 'Set key string',
      text: 'The UNENCRYPTED (cleartext) user password, or its type and the password',
    })
    // Said again, because the first letters of "key-string" are the same.
    .add('key <0-2147483647>:id', {
      hidden: true,
      run: ({ device, chain }, { id }, exec) => enterKey({ device, chain, id }, exec),
      no: ({ chain }, { id }) => chain.keys.delete(id),
    })
    .add('key-string ![LINE:text]', {
      run: ({ device, chain, id }, { text }) => chain.keys.set(id, secretOf(device, text)),
      no: ({ chain, id }) => chain.keys.set(id, undefined),
      show: ({ chain, id }) => {
        const secret = chain.keys.get(id);
        return secret ? [`key-string ${secret.written}`] : [];
      },
    })
    .add('exit', { run: (_, __, exec) => exec.leave() });
  // A key that is in force at times only, or signs with another function, is not simulated.
  refuseByName(keyMode, { '': 'accept-lifetime cryptographic-algorithm send-lifetime' });
}

function enterKey(key: KeyContext, exec: Exec): void {
  const { keys } = key.chain;
  if (!keys.has(key.id)) keys.set(key.id, undefined);
  exec.enter(keyMode, key);
}

function chainLines({ name, keys }: KeyChain): string[] {
  return [
    `Key-chain ${name}:`,
    ...[...keys].flatMap(([id, secret]) => [
      `    key ${id} -- text "${secret?.text ?? '(unset)'}"`,
      '        accept lifetime (always valid) - (always valid) [valid now]',
      '        send lifetime (always valid) - (always valid) [valid now]',
    ]),
  ];
}
