/** clear configure: takes away all lines of a kind, or those of one name. */
import { Refusal } from '../cli/refusal.ts';
import type { AsaConfiguration } from './configuration.ts';
import { factoryPolicy, newGroupPolicy } from './crypto/crypto-state.ts';
import { forgetMissingLists, removeWhere } from './forgotten-names.ts';
import { configureMode } from './modes.ts';
import { missing } from './objects/object-commands.ts';
import { applyRoutes } from './route-commands.ts';
import { checkPolicyUnused } from './crypto/group-policy-commands.ts';

export function declareClearConfigure(): void {
  declareVocabulary();
  declareMaps();
  declareNamed();
  configureMode
    .add('clear configure nat', {
      run: (device) => {
        const { nat } = device.configuration;
        nat.manual.length = 0;
        nat.afterAuto.length = 0;
        nat.ofObjects.clear();
        device.firewall.connections.endThoseOf(({ rule }) => rule !== undefined);
      },
    })
    .add('clear configure route', {
      run: (device) => {
        device.configuration.routes.length = 0;
        applyRoutes(device);
      },
    })
    .add('clear configure access-group', { run: ({ configuration }) => clearGroups(configuration) });
}

function declareMaps(): void {
  configureMode
    .add('clear configure crypto map [WORD:map] [<1-65535>:sequence]', {
      run: ({ configuration: { crypto } }, { map, sequence }) => {
        removeWhere(crypto.maps, (one) => isMeant(one, map, sequence));
        removeWhere(crypto.references, (one) => isMeant(one, map, sequence));
        for (const [on, applied] of crypto.mapOn)
          if (sequence === undefined && (map === undefined || applied === map)) crypto.mapOn.delete(on);
      },
    })
    .add('clear configure crypto dynamic-map [WORD:map] [<1-65535>:sequence]', {
      run: ({ configuration: { crypto } }, { map, sequence }) => {
        const rest = crypto.dynamicMaps.filter((one) => !isMeant(one, map, sequence));
        const isLost = (name: string): boolean =>
          crypto.dynamicMaps.some((one) => one.map === name) && !rest.some((one) => one.map === name);
        const user = crypto.references.find(({ dynamic }) => isLost(dynamic));
        if (user) {
          throw Refusal.because(
            `ERROR: dynamic map ${user.dynamic} is in use by crypto map ${user.map} ${user.sequence}`,
          );
        }
        removeWhere(crypto.dynamicMaps, (one) => isMeant(one, map, sequence));
      },
    })
    .add('clear configure crypto ikev1 policy', {
      run: ({ configuration }) => configuration.crypto.ikev1Policies.clear(),
    })
    .add('clear configure crypto ikev2 policy', {
      run: ({ configuration }) => configuration.crypto.ikev2Policies.clear(),
    });
}

interface Placed {
  readonly map: string;
  readonly sequence: number;
}

function isMeant(one: Placed, map: string | undefined, sequence: number | undefined): boolean {
  return (map === undefined || one.map === map) && (sequence === undefined || one.sequence === sequence);
}

function declareNamed(): void {
  configureMode
    .add('clear configure tunnel-group [WORD:name]', {
      run: ({ configuration: { crypto } }, { name }) => removeNamed('tunnel-group', crypto.tunnelGroups, name),
    })
    .add('clear configure group-policy [WORD:name]', {
      run: (device, { name }) => {
        const { crypto } = device.configuration;
        checkPolicyUnused(device, (policy) => name === undefined || policy === name);
        removeNamed('group policy', crypto.groupPolicies, name);
        if (!crypto.groupPolicies.has(factoryPolicy))
          crypto.groupPolicies.set(factoryPolicy, newGroupPolicy(factoryPolicy));
      },
    })
    .add('clear configure access-list [WORD:name]', {
      run: ({ configuration }, { name }) => {
        removeNamed('access-list', configuration.rules.lists, name);
        forgetMissingLists(configuration);
      },
    });
}

function removeNamed(kind: string, all: Map<string, unknown>, name: string | undefined): void {
  if (name === undefined) all.clear();
  else if (!all.delete(name)) throw missing(kind, name);
}

function clearGroups(configuration: AsaConfiguration): void {
  configuration.groupsIn.clear();
  configuration.groupsOut.clear();
  configuration.globalGroup = undefined;
}

function declareVocabulary(): void {
  configureMode.words({
    clear: 'Clear',
    'clear configure': 'Clear the configuration of a feature',
    'configure crypto': 'Clear IPSec, ISAKMP',
    'configure crypto map': 'Remove crypto maps',
    'configure crypto map map': 'Name of the crypto map',
    'configure crypto dynamic-map': 'Remove dynamic crypto maps',
    'configure tunnel-group': 'Remove a tunnel group',
    'configure tunnel-group name': 'Name of the group',
    'configure group-policy': 'Remove a group policy',
    'configure group-policy name': 'Name of the group policy',
    'configure access-list': 'Remove access lists',
    'configure access-list name': 'Name of the access list',
    'configure access-group': 'Take all access lists from where they are asked',
    'configure nat': 'Remove all rules of translation',
    'configure route': 'Remove all static routes',
  });
}
