/**
 * What goes with a name: lines that refer to an interface or to an access list which is gone. An ASA deletes them ("no
 * nameif … causes all commands that refer to that name to be deleted": Cisco ASA general operations configuration guide,
 * from knowledge), and so what it saves can be read again.
 */
import type { AsaConfiguration } from './configuration.ts';
import { saysNothing } from './crypto/crypto-state.ts';
import type { AsaDevice } from './device.ts';
import type { Preferences } from './preferences.ts';

export function forgetInterface({ configuration, preferences }: AsaDevice, gone: string): void {
  const isGone = (name: string | undefined): boolean => name?.toLowerCase() === gone.toLowerCase();
  const { crypto, groupsIn, groupsOut, interfaces, routes } = configuration;
  removeWhere(routes, ({ interfaceName }) => isGone(interfaceName));
  forgetTranslations(configuration, isGone);
  for (const named of [groupsIn, groupsOut, crypto.mapOn, crypto.ikev1Interfaces, crypto.ikev2Interfaces])
    for (const name of [...named.keys()]) if (isGone(name)) named.delete(name);
  if (isGone(configuration.managementAccess)) configuration.managementAccess = undefined;
  for (const { tunnel } of interfaces.all) if (tunnel && isGone(tunnel.source)) tunnel.source = undefined;
  removeWhere(preferences.syslogHosts, ({ interfaceName }) => isGone(interfaceName));
  forgetDoors(preferences, isGone);
}

/** `ssh`, `telnet` and `http` end with the interface that they are allowed on. */
function forgetDoors({ kept }: Preferences, isGone: (name: string | undefined) => boolean): void {
  for (const [key, { section, line }] of kept)
    if ((section.endsWith(' door') || section === 'http') && isGone(line.split(' ').at(-1))) kept.delete(key);
}

function forgetTranslations({ nat }: AsaConfiguration, isGone: (name: string) => boolean): void {
  for (const rules of [nat.manual, nat.afterAuto]) removeWhere(rules, ({ from, to }) => isGone(from) || isGone(to));
  for (const [object, { from, to }] of nat.ofObjects) if (isGone(from) || isGone(to)) nat.ofObjects.delete(object);
}

/** A list that is gone is asked nowhere: at no interface, by no map, of no group. */
export function forgetMissingLists(configuration: AsaConfiguration): void {
  const { crypto, groupsIn, groupsOut, rules } = configuration;
  const isMissing = (list: string | undefined): boolean => list !== undefined && !rules.lists.has(list);
  for (const groups of [groupsIn, groupsOut])
    for (const [name, list] of groups) if (isMissing(list)) groups.delete(name);
  if (isMissing(configuration.globalGroup)) configuration.globalGroup = undefined;
  for (const entry of [...crypto.maps, ...crypto.dynamicMaps])
    if (isMissing(entry.accessList)) entry.accessList = undefined;
  for (const policy of crypto.groupPolicies.values())
    if (policy.filter !== '' && isMissing(policy.filter)) policy.filter = undefined;
  forgetEmptyEntries(configuration);
}

/** An entry that says nothing is none; a dynamic map without entries is referred to by none. */
export function forgetEmptyEntries({ crypto: { maps, dynamicMaps, references } }: AsaConfiguration): void {
  for (const entries of [maps, dynamicMaps]) removeWhere(entries, saysNothing);
  removeWhere(references, ({ dynamic }) => !dynamicMaps.some(({ map }) => map === dynamic));
}

export function removeWhere<T>(list: T[], isGone: (one: T) => boolean): void {
  const rest = list.filter((one) => !isGone(one));
  list.splice(0, list.length, ...rest);
}
