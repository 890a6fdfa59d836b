/** Lines of PKI that change nothing here and that routers write by themselves, and what we do not simulate of it, by name. */
import { Refusal } from '../../cli/refusal.ts';
import { configureMode, execMode } from '../modes.ts';

const token = 'crypto pki token default';

export function declarePkiHarmless(): void {
  declareNoDebugging();
  configureMode
    // There is no token that could be plugged in. IOS 15 writes "removal timeout 0".
    .add('crypto pki token default LINE:rest', {
      section: 'crypto pki',
      hidden: true,
      run: ({ settings }, { rest }) => settings.harmless.set(token, `${token} ${rest}`),
      no: ({ settings }) => settings.harmless.delete(token),
      show: ({ settings }) => {
        const line = settings.harmless.get(token);
        return line === undefined ? [] : [line, '!'];
      },
    })
    .add('crypto pki certificate {map|pool|query|storage}:what [LINE:rest]', {
      hidden: true,
      run: (_, { what }) => refuse(`crypto pki certificate ${what}`),
      no: () => undefined,
    })
    .add('crypto pki {benchmark|export|profile|trustpool}:what [LINE:rest]', {
      hidden: true,
      run: (_, { what }) => refuse(`crypto pki ${what}`),
      no: () => undefined,
    })
    .add('crypto key {decrypt|encrypt|export|import|lock|move|storage|unlock}:what [LINE:rest]', {
      hidden: true,
      run: (_, { what }) => refuse(`crypto key ${what}`),
      no: () => undefined,
    });
}

/** What a certificate did wrong stands in the log all the same. */
function declareNoDebugging(): void {
  execMode.add('debug crypto pki {api|callbacks|messages|scep|server|transactions|validation}:what', {
    privilege: 15,
    hidden: true,
    run: (_, { what }) => refuse(`debug crypto pki ${what}`),
  });
}

function refuse(what: string): never {
  throw Refusal.notSimulated(`${what} is not simulated`);
}
