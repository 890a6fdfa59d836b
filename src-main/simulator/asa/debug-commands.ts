/** debug crypto, debug crypto condition, undebug all, show debug. */
import type { Exec } from '../cli/declaration.ts';
import { formatIpv4 } from '../../base/address.ts';
import { debugLevels, debugTopics, type AsaDebugging, type DebugTopic } from './debugging.ts';
import type { AsaDevice } from './device.ts';
import { execMode } from './modes.ts';

export function declareDebugCommands(): void {
  declareVocabulary();
  for (const topic of debugTopics) {
    execMode
      .add(`debug ${topic} [<1-255>:level]`, {
        run: (device, { level = debugLevels.usual }, exec) => turnOn(device, topic, level, exec),
        no: ({ debugging }) => debugging.levels.delete(topic),
      })
      .add(`undebug ${topic}`, { run: ({ debugging }) => debugging.levels.delete(topic) });
  }
  execMode
    .add('debug crypto condition peer A.B.C.D:peer', {
      run: ({ debugging }, { peer }) => debugging.peers.add(peer),
      no: ({ debugging }, { peer }) => debugging.peers.delete(peer),
    })
    .add('debug crypto condition reset', { run: ({ debugging }) => debugging.peers.clear() })
    .add('undebug all', { run: ({ debugging }) => debugging.clear() })
    .add('no debug all', { hidden: true, run: ({ debugging }) => debugging.clear() })
    .add('show debug', { run: ({ debugging }, _, exec) => exec.print(...debugLines(debugging)) })
    .add('show crypto debug-condition', { run: ({ debugging }, _, exec) => exec.print(...conditionLines(debugging)) });
}

/** What is debugged is shown where it was asked for. */
function turnOn({ debugging }: AsaDevice, topic: DebugTopic, level: number, exec: Exec): void {
  debugging.levels.set(topic, level);
  exec.terminal.monitor = true;
}

function debugLines({ levels }: AsaDebugging): string[] {
  return [...levels].map(([topic, level]) => `debug ${topic} enabled at level ${level}`);
}

function conditionLines({ peers }: AsaDebugging): string[] {
  if (peers.size === 0) return ['Crypto conditional debug is turned OFF'];
  return [
    'Crypto conditional debug is turned ON',
    'IKE debug context unmatched flag:  OFF',
    'IPSec debug context unmatched flag:  OFF',
    '',
    'IKE peer IP address filters:',
    ...[...peers].map((peer) => `${formatIpv4(peer)}/32`),
  ];
}

function declareVocabulary(): void {
  const words = (verb: string): Record<string, string> => ({
    [`${verb} crypto`]: 'Crypto debug options',
    [`${verb} crypto ikev1`]: 'IKEv1 debugging',
    [`${verb} crypto ikev2`]: 'IKEv2 debugging',
    [`${verb} crypto ipsec`]: 'IPSec debugging',
  });
  execMode.words({
    debug: 'Debugging functions',
    undebug: 'Disable debugging functions',
    ...words('debug'),
    ...words('undebug'),
    platform: 'Platform of IKEv2',
    protocol: 'Protocol of IKEv2',
    level: 'Level of the messages, 255 for all of them',
    condition: 'Debug for some peers alone',
    'condition peer': 'Address of a peer',
    'condition peer peer': 'Address of the peer',
    reset: 'Debug for all peers again',
    'undebug all': 'Disable all debugging',
    'show debug': 'Display debugging information',
    'debug-condition': 'Conditions of debugging',
  });
}
