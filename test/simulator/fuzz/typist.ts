/** Somebody who types at a device, and lets time pass meanwhile. */
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Device } from '../../../src-main/simulator/topology/device.ts';
import type { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';

export class Typist {
  #heard = '';
  readonly #attachment;

  constructor(
    private readonly network: SimulatedNetwork,
    device: Device,
  ) {
    this.#attachment = device.terminals.auxiliary.attach((bytes) => {
      this.#heard = (this.#heard + latin1Of(bytes)).slice(-2000);
    });
  }

  async type(text: string, seconds = 3): Promise<void> {
    this.#attachment.receive(bytesOfLatin1(text));
    for (let i = 0; i < 4; i++) {
      await new Promise(setImmediate);
      this.network.clock.runUntil(this.network.clock.now() + 250 * seconds);
    }
  }

  /** Out of whatever it has got into: a command that runs, a question, a text that wants its end. */
  async isAtPrompt(): Promise<boolean> {
    for (const way of ['\x03', '\x03', '\r', '\x1a', 'quit\r', '\x03', 'end\r', 'no\r', '\r', '\r'])
      await this.type(way, 15);
    return /[>#$%]\s*$/.test(this.#heard);
  }

  get tail(): string {
    return this.#heard.slice(-300);
  }
}
