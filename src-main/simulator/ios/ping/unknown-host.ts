/**
 * A word that is no command: IOS takes it for the name of a host to connect to, and looks it up. No name server ever
 * answers here, so that a mistyped command costs the time that it costs on a router.
 */
import type { Exec } from '../../cli/declaration.ts';
import type { Settings } from '../settings.ts';

/** Three requests to the broadcast address, three seconds each (seen on consoles of 12.4 as a pause of about ten seconds). */
const lookupTime = 9000;

/** How a name is looked up, and that nothing is found. Undefined for a word that could not be a name. */
export function unknownHost(settings: Settings, word: string): ((exec: Exec) => Promise<void>) | undefined {
  if (!/^[a-z][\w.-]*$/i.test(word)) return undefined;
  return async (exec) => {
    await lookUpInVain(settings, word, exec);
    exec.print('% Unknown command or computer name, or unable to find computer address');
  };
}

export async function lookUpInVain({ looksUpNames }: Settings, word: string, exec: Exec): Promise<void> {
  exec.write(`Translating "${word}"`);
  if (looksUpNames) {
    exec.write('...domain server (255.255.255.255)');
    await exec.sleep(lookupTime);
  }
  exec.print('');
}
