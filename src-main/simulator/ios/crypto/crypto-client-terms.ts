/**
 * What a crypto map or an ISAKMP profile says of clients of remote access: `client authentication list`, `isakmp
 * authorization list`, `client configuration address`.
 */
import type { Exec } from '../../cli/declaration.ts';
import type { Mode } from '../../cli/mode.ts';
import { newClientTerms, type ClientTerms, type IsakmpProfile } from '../../ike/configuration.ts';
import { sayKept } from './crypto-kept.ts';
import type { IosDevice } from '../device.ts';
import { configureMode } from '../modes.ts';

/** @param prefix what the lines begin with: nothing in a profile */
export function clientTermLines(terms: ClientTerms | undefined, prefix = ''): string[] {
  if (!terms) return [];
  const { authenticationList, authorizationList, isInitiating, isResponding } = terms;
  return [
    ...(authenticationList === undefined ? [] : [`${prefix}client authentication list ${authenticationList}`]),
    ...(authorizationList === undefined ? [] : [`${prefix}isakmp authorization list ${authorizationList}`]),
    ...(isInitiating ? [`${prefix}client configuration address initiate`] : []),
    ...(isResponding ? [`${prefix}client configuration address respond`] : []),
  ];
}

const isEmpty = ({ authenticationList, authorizationList, isInitiating, isResponding }: ClientTerms): boolean =>
  authenticationList === undefined && authorizationList === undefined && !isInitiating && !isResponding;

type How = 'initiate' | 'respond';

const flagOf = (how: How): 'isInitiating' | 'isResponding' => (how === 'initiate' ? 'isInitiating' : 'isResponding');

/** Of a whole map: they stand before its entries (crypto-map.ts writes them). */
export function declareMapClients(): void {
  const edit = ({ router }: IosDevice, map: string, given: Partial<ClientTerms>): void => {
    const { mapTerms } = router.crypto.access;
    const terms = { ...(mapTerms.get(map) ?? newClientTerms()), ...given };
    if (isEmpty(terms)) mapTerms.delete(map);
    else mapTerms.set(map, terms);
  };
  configureMode
    .words({
      'name client': 'Specify client configuration settings',
      'name isakmp': 'Specify isakmp configuration settings',
      ...wordsOf,
    })
    .add('crypto map WORD:name client authentication list ![WORD:list]', {
      run: (device, { name, list }) => edit(device, name, { authenticationList: list }),
      no: (device, { name }) => edit(device, name, { authenticationList: undefined }),
    })
    .add('crypto map WORD:name isakmp authorization list ![WORD:list]', {
      run: (device, { name, list }) => edit(device, name, { authorizationList: list }),
      no: (device, { name }) => edit(device, name, { authorizationList: undefined }),
    })
    .add('crypto map WORD:name client configuration address {initiate|respond}:how', {
      run: (device, { name, how }, exec) => {
        sayInitiate(device, exec, how);
        edit(device, name, { [flagOf(how)]: true });
      },
      no: (device, { name, how }) => edit(device, name, { [flagOf(how)]: false }),
    });
}

/** No server pushes a configuration unasked. */
function sayInitiate(device: IosDevice, exec: Exec, how: How): void {
  if (how === 'initiate') sayKept(device, exec, 'initiate', 'clients ask for their configuration');
}

export function declareProfileClients<Context extends { readonly device: IosDevice; readonly profile: IsakmpProfile }>(
  mode: Mode<Context>,
): void {
  const edit = ({ profile }: Context, given: Partial<ClientTerms>): void => {
    const terms = { ...(profile.clients ?? newClientTerms()), ...given };
    profile.clients = isEmpty(terms) ? undefined : terms;
  };
  mode
    .words({
      client: 'Specify client configuration settings',
      isakmp: 'ISAKMP Authorization command',
      ...wordsOf,
    })
    .add('client authentication list ![WORD:list]', {
      section: 'client',
      run: (context, { list }) => edit(context, { authenticationList: list }),
      no: (context) => edit(context, { authenticationList: undefined }),
      show: ({ profile }) => clientTermLines(profile.clients),
    })
    .add('isakmp authorization list ![WORD:list]', {
      run: (context, { list }) => edit(context, { authorizationList: list }),
      no: (context) => edit(context, { authorizationList: undefined }),
    })
    .add('client configuration address {initiate|respond}:how', {
      run: (context, { how }, exec) => {
        sayInitiate(context.device, exec, how);
        edit(context, { [flagOf(how)]: true });
      },
      no: (context, { how }) => edit(context, { [flagOf(how)]: false }),
    });
}

const wordsOf = {
  'client authentication': 'Use AAA for Authentication of client',
  'client authentication list': 'AAA authentication list',
  'authentication list list': 'Named authentication list',
  'isakmp authorization': 'Use AAA for Authorization of client',
  'isakmp authorization list': 'AAA authorization list',
  'authorization list list': 'Named authorization list',
  'client configuration': 'Specify client configuration settings',
  'client configuration address': 'Specify client configuration address settings',
  'address initiate': 'Push the address to the peer',
  'address respond': 'Give the peer the address that it asks for',
} as const;
