/** `debug …`, `no debug …` and `undebug …` of one topic. */
import type { DebugTopic } from './debugging.ts';
import type { IosDevice } from '../device.ts';
import { execMode } from '../modes.ts';

/** Declares the commands of a topic. @param helps of its words, each under the words that lead to it: 'debug crypto'; @param when it exists */
export function declareDebug(
  topic: DebugTopic,
  helps: Readonly<Record<string, string>>,
  when: (device: IosDevice) => boolean = () => true,
): void {
  const under = Object.entries(helps).flatMap(([words, help]) => [
    [`debug ${words}`, help],
    [`undebug ${words}`, help],
  ]);
  execMode.words(Object.fromEntries(under) as Record<string, string>);
  execMode.add(`debug ${topic.words}`, {
    privilege: 15,
    when,
    run: ({ debugging }, _, exec) => {
      debugging.set(topic, true);
      exec.print(`${topic.title} is on`);
    },
    no: ({ debugging }, _, exec) => {
      debugging.set(topic, false);
      exec.print(`${topic.title} is off`);
    },
  });
  execMode.add(`undebug ${topic.words}`, {
    privilege: 15,
    when,
    run: ({ debugging }, _, exec) => {
      debugging.set(topic, false);
      exec.print(`${topic.title} is off`);
    },
  });
}
