/**
 * The crypto configuration of the router in a firewall, made anew of what is typed at the firewall. Entries of maps that
 * are still there stay the same objects: their associations live on.
 */
import type { Router } from '../../router/router.ts';
import { compileIkev1, compileIkev2 } from './compile-ike.ts';
import { compileMaps } from './compile-maps.ts';
import { compileTunnels } from './compile-tunnels.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { AsaCrypto } from './crypto-state.ts';
import { transformsOfProposal } from './crypto-words.ts';

export function compileCrypto(configuration: AsaConfiguration, router: Router): void {
  const { crypto } = configuration;
  compileLists(configuration, router);
  compileIkev1(configuration, router);
  compileIkev2(crypto, router);
  compileTransforms(crypto, router);
  compileMaps(configuration, router);
  compileTunnels(configuration, router);
  Object.assign(router.crypto.lifetime, crypto.lifetime);
  router.crypto.replayWindow = crypto.replayWindow;
  router.crypto.isIsakmpEnabled = crypto.ikev1Interfaces.size + crypto.ikev2Interfaces.size > 0;
  router.converge();
}

/** The access lists that maps name, object by object; the others are asked by the firewall alone. */
function compileLists({ crypto, rules }: AsaConfiguration, { accessLists }: Router): void {
  accessLists.byName.clear();
  for (const { accessList } of [...crypto.maps, ...crypto.dynamicMaps]) {
    if (accessList === undefined) continue;
    const entries = rules
      .rulesOf(accessList)
      .filter(({ isInactive }) => !isInactive)
      .flatMap((rule) => rules.elementsOf(accessList, rule).flatMap((element) => [...element.entries]));
    accessLists.byName.set(accessList, { name: accessList, kind: 'extended', entries });
  }
}

function compileTransforms(crypto: AsaCrypto, { crypto: { transformSets } }: Router): void {
  transformSets.clear();
  for (const { name, transform, isTransport } of crypto.transformSets.values()) {
    const set = `ikev1 ${name}`;
    transformSets.set(set, { name: set, esp: transform, ah: undefined, mode: isTransport ? 'transport' : 'tunnel' });
  }
  for (const proposal of crypto.proposals.values()) {
    for (const [index, esp] of transformsOfProposal(proposal).entries()) {
      const name = `ikev2 ${proposal.name} ${index}`;
      transformSets.set(name, { name, esp, ah: undefined, mode: 'tunnel' });
    }
  }
}
