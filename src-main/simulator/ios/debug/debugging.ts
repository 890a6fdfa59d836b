/** Which debugs are on. What is debugged is declared by each feature; the lines go where the log goes. */

import { DebugConditions } from './debug-conditions.ts';

export interface DebugTopic {
  /** As typed after `debug`: 'crypto isakmp'. */
  readonly words: string;
  /** Its heading in `show debugging`: 'Cryptographic Subsystem'. */
  readonly group: string;
  /** As IOS says that it is on: 'Crypto ISAKMP debugging' ("Crypto ISAKMP debugging is on"). */
  readonly title: string;
}

export class Debugging {
  readonly #on = new Set<DebugTopic>();
  readonly #followers: (() => void)[] = [];
  /** They stay when debugs are turned off. */
  readonly conditions = new DebugConditions();

  /** @param print takes one line to the log, at level debugging */
  constructor(private readonly print: (text: string) => void) {}

  isOn(topic: DebugTopic): boolean {
    return this.#on.has(topic);
  }

  /** In the order in which they were turned on. */
  get topics(): readonly DebugTopic[] {
    return [...this.#on];
  }

  set(topic: DebugTopic, isOn: boolean): void {
    if (isOn) this.#on.add(topic);
    else this.#on.delete(topic);
    this.#tell();
  }

  clear(): void {
    this.#on.clear();
    this.#tell();
  }

  /** Tells whenever it may have changed whether one of some topics is on: as long as none is, nobody need listen for them. */
  follow(topics: readonly DebugTopic[], tell: (isAnyOn: boolean) => void): void {
    this.#followers.push(() => tell(topics.some((topic) => this.isOn(topic))));
  }

  #tell(): void {
    for (const follower of this.#followers) follower();
  }

  /** Prints lines if the topic is on. What makes them is called only then. */
  say(topic: DebugTopic, lines: () => readonly string[]): void {
    if (this.isOn(topic)) for (const line of lines()) this.print(line);
  }
}
