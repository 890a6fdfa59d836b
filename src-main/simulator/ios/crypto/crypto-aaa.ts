/**
 * aaa new-model and the lists that remote access uses: who may log in, and by what groups are looked up. Of the methods
 * `local` and `none` are there; logins at the router's own lines stay as they are configured on the lines.
 */
import { Refusal } from '../../cli/refusal.ts';
import { sayKept } from './crypto-kept.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';
import { accepts } from '../system/password.ts';

const section = 'aaa';
const methods = new Set(['local', 'none']);
/** Those of IOS that are not there, and what they would ask. */
const absent = new Map([
  ['group', 'there are no servers for AAA (RADIUS, TACACS+) here'],
  ['enable', 'the enable password lets nobody in here'],
  ['line', 'the passwords of lines let nobody in here'],
  ['local-case', 'all names and passwords of users are told apart by case here'],
]);

export function declareAaa(): void {
  declareWords();
  configureMode
    .add('aaa new-model', {
      section,
      run: (device, _, exec) => {
        sayKept(device, exec, 'aaa new-model', 'its lists serve remote access, lines keep the logins they have');
        device.router.crypto.access.hasAaa = true;
      },
      no: ({ router }) => {
        const { access } = router.crypto;
        access.hasAaa = false;
        access.loginLists.clear();
        access.networkLists.clear();
      },
      show: ({ router }) => [router.crypto.access.hasAaa ? 'aaa new-model' : 'no aaa new-model'],
    })
    .add('aaa authentication login WORD:list ![LINE:text]', {
      section,
      when: hasAaa,
      run: ({ router }, { list, text }) => router.crypto.access.loginLists.set(list, methodsOf(text)),
      no: ({ router }, { list }) => router.crypto.access.loginLists.delete(list),
      show: ({ router }) => linesOf('aaa authentication login', router.crypto.access.loginLists),
    })
    .add('aaa authorization network WORD:list ![LINE:text]', {
      section,
      when: hasAaa,
      run: ({ router }, { list, text }) => router.crypto.access.networkLists.set(list, methodsOf(text)),
      no: ({ router }, { list }) => router.crypto.access.networkLists.delete(list),
      show: ({ router }) => linesOf('aaa authorization network', router.crypto.access.networkLists),
    })
    .add('aaa {accounting|authentication|authorization|group|server}:kind LINE:more', {
      hidden: true,
      run: (_, { kind }) => {
        throw Refusal.notSimulated(
          `Of AAA there are the lists 'aaa authentication login' and 'aaa authorization network': 'aaa ${kind}' is not simulated further`,
        );
      },
    });
}

const hasAaa = ({ router }: IosDevice): boolean => router.crypto.access.hasAaa;

function methodsOf(text: string): string[] {
  const given = text.trim().split(/\s+/);
  const unknown = given.find((one) => !methods.has(one));
  if (unknown === undefined) return given;
  const why = absent.get(unknown);
  throw Refusal.notSimulated(
    why === undefined
      ? `Method '${unknown}' is not simulated: use local or none`
      : `Method '${unknown}' is not simulated, ${why}: use local or none`,
  );
}

function linesOf(words: string, lists: ReadonlyMap<string, readonly string[]>): string[] {
  return [...lists].map(([name, given]) => `${words} ${name} ${given.join(' ')} `);
}

/** Whom remote access knows: the users of the router. */
export function attachUsers({ router, settings }: IosDevice): void {
  router.crypto.access.isUser = (name, password) => {
    const user = settings.users.get(name);
    return (
      user !== undefined &&
      (user.isWithoutPassword || (user.password !== undefined && accepts(user.password, password)))
    );
  };
}

function declareWords(): void {
  configureMode.words({
    aaa: 'Authentication, Authorization and Accounting.',
    'new-model': 'Enable NEW access control commands and functions.(Disables OLD commands.)',
    'aaa authentication': 'Authentication configurations parameters.',
    'aaa authentication login': 'Set authentication lists for logins.',
    'login list': 'Named authentication list.',
    'login list text': 'Methods of the list',
    'aaa authorization': 'Authorization configurations parameters.',
    'aaa authorization network': 'For network services. (PPP, SLIP, ARAP)',
    'network list': 'Named authorization list.',
    'network list text': 'Methods of the list',
  });
}
