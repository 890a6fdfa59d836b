/** debug serial interface: each keepalive of a serial line as it is sent (Cisco, Debug Command Reference 12.4). */
import { declareDebug } from '../debug/declare-debug.ts';
import type { DebugTopic } from '../debug/debugging.ts';
import type { IosDevice } from '../device.ts';

const topic: DebugTopic = {
  words: 'serial interface',
  group: 'Serial interface',
  title: 'Serial network interface debugging',
};

export function declareSerialDebug(): void {
  declareDebug(topic, { serial: 'Serial interface information', 'serial interface': 'Serial interface events' });
}

export function debugSerial({ router, debugging }: IosDevice): void {
  router.events.on((event) => {
    if (event.kind !== 'serial-keepalive') return;
    const { mine, mineSeen, yours, isUp } = event;
    const numbers = `myseq ${mine}, mineseen ${mineSeen}*, yourseen ${yours}`;
    debugging.say(topic, () => [`${event.interface}: HDLC ${numbers}, line ${isUp ? 'up' : 'down'} `]);
  });
}
