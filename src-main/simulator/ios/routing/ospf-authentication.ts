/** Authentication of OSPF on interfaces: which kind, and the keys. */
import { Refusal } from '../../cli/refusal.ts';
import type { Exec } from '../../cli/declaration.ts';
import { digestKeyLength, passwordLength } from '../../router/routing/ospf-authentication.ts';
import type { NumberedKey, RoutingSecret } from '../../routing/secret.ts';
import type { InterfaceContext } from '../device.ts';
import { interfaceMode } from '../modes.ts';
import { set, settingsOf, unset } from './ospf-interface-settings.ts';
import { secretOf } from './routing-secret.ts';

const section = 'ip ospf';

export function declareOspfAuthentication(): void {
  interfaceMode.words({
    'ip ospf authentication': 'Enable authentication',
    'authentication message-digest': 'Use message-digest authentication',
    'authentication null': 'Use no authentication',
    'ip ospf authentication-key': 'Authentication password (key)',
    'authentication-key text': 'The OSPF password (key), or its type and the password',
    'ip ospf message-digest-key': 'Message digest authentication password (key)',
    'message-digest-key id': 'Key ID',
    'id md5': 'Use MD5 algorithm',
    'md5 text': 'The OSPF password (key), or its type and the password',
  });
  declareKind();
  declareKeys();
}

function declareKind(): void {
  interfaceMode.add('ip ospf authentication [{message-digest|null}:kind]', {
    section,
    run: (context, { kind }) => set(context, { authentication: kind ?? 'password' }),
    no: (context) => unset(context, 'authentication'),
    show: (context) => {
      const { authentication } = settingsOf(context);
      if (authentication === undefined) return [];
      return [`ip ospf authentication${authentication === 'password' ? '' : ` ${authentication}`}`];
    },
  });
}

function declareKeys(): void {
  interfaceMode
    .add('ip ospf authentication-key ![LINE:text]', {
      section,
      run: (context, { text }, exec) => {
        const password = secretOf(context.device, text);
        warnOfLength(password, passwordLength, exec);
        set(context, { password });
      },
      no: (context) => unset(context, 'password'),
      show: (context) => {
        const { password } = settingsOf(context);
        return password ? [`ip ospf authentication-key ${password.written}`] : [];
      },
    })
    .add('ip ospf message-digest-key <1-255>:id ![md5 LINE:text]', {
      section,
      run: (context, { id, text }, exec) => {
        const secret = secretOf(context.device, text);
        addKey(context, { id, secret });
        warnOfLength(secret, digestKeyLength, exec);
      },
      no: (context, { id }) => set(context, { digestKeys: keysOf(context).filter((one) => one.id !== id) }),
      show: (context) =>
        keysOf(context).map(({ id, secret }) => `ip ospf message-digest-key ${id} md5 ${secret.written}`),
    });
}

/** Worded from memory of IOS 12.4 and 15. */
function warnOfLength({ text }: RoutingSecret, most: number, exec: Exec): void {
  if (text.length > most) exec.print(`% OSPF: Warning: The password/key will be truncated to ${most} characters`);
}

function addKey(context: InterfaceContext, key: NumberedKey): void {
  const known = keysOf(context);
  if (known.some(({ id }) => id === key.id)) throw Refusal.because(`OSPF: Key ${key.id} already exists`);
  set(context, { digestKeys: [...known, key] });
}

const keysOf = (context: InterfaceContext): readonly NumberedKey[] => settingsOf(context).digestKeys ?? [];
