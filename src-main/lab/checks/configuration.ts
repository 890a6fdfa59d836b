/** What is looked up of the verbs about what routers were told. */
import type { ikev1ConfigurationVerbs } from '../verbs/ikev1-configuration.ts';
import type { ikev2ConfigurationVerbs } from '../verbs/ikev2-configuration.ts';
import {
  areEnds,
  checkAlone,
  checkLabels,
  checkPlace,
  checkReference,
  checkSelectors,
  isOnRole,
  type Check,
  type Context,
} from './check.ts';

type Verbs = typeof ikev1ConfigurationVerbs & typeof ikev2ConfigurationVerbs;

export const configurationChecks: { [V in keyof Verbs]: Check<V> } = {
  isakmpPolicy: isOnRole,
  isakmpKey: keyOf,
  transformSet: isOnRole,
  ipsecProfile: (context, { on, transformSets, ikev2Profile }) => {
    if (!isOnRole(context, { on })) return;
    checkLabels(context, transformSets, { what: 'transform set', on, key: 'transformSets' });
    checkLabels(context, ikev2Profile, { what: 'IKEv2 profile', on, key: 'ikev2Profile' });
  },
  cryptoMap: (context, given) => {
    const { on, transformSets, acl, ikev2Profile } = given;
    if (!isOnRole(context, { on })) return;
    checkPlace(context, on, given.interface, 'interface');
    checkReference(context, given.peer, 'peer');
    checkLabels(context, transformSets, { what: 'transform set', on, key: 'transformSets' });
    checkLabels(context, acl, { what: 'access list', on, key: 'acl' });
    checkLabels(context, ikev2Profile, { what: 'IKEv2 profile', on, key: 'ikev2Profile' });
    checkSelectors(context, given.protects, 'protects');
    if (given.state === 'absent') checkAlone(context, given, ['name', 'sequence', 'interface', 'peer']);
  },
  ikev2Proposal: isOnRole,
  ikev2Policy: (context, { on, proposals, address }) => {
    if (!isOnRole(context, { on })) return;
    checkLabels(context, proposals, { what: 'IKEv2 proposal', on, key: 'proposals' });
    checkReference(context, address, 'address');
  },
  ikev2Keyring: keyOf,
  ikev2Profile: (context, { on, peer, keyring }) => {
    if (!isOnRole(context, { on })) return;
    checkReference(context, peer, 'peer');
    checkLabels(context, keyring, { what: 'IKEv2 keyring', on, key: 'keyring' });
  },
};

function keyOf(context: Context, given: { between: [string, string] } | { on: string; peer: string }): void {
  if ('between' in given) {
    areEnds(context, given.between);
    return;
  }
  isOnRole(context, given);
  checkReference(context, given.peer, 'peer');
}
