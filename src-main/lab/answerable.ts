/** Which devices can be asked what: an expectation that its device has no command for is a fault of the author. */
import type { Path } from '../base/path.ts';
import type { Draft } from './draft.ts';
import type { Simple, Verb } from './expectation.ts';
import { describeRole, type RolePlatform } from './role-platform.ts';

const routers: readonly RolePlatform[] = ['ios', 'iosxe'];
const cisco: readonly RolePlatform[] = [...routers, 'asa'];
/** All that can hold security associations; an end host has none. */
const devices: readonly RolePlatform[] = [...cisco, 'linux', 'frr', 'vyos'];

/** Verbs that are not here can be asked of anything: ping and path by their actions, wire and absent by links. */
const answering: Readonly<Partial<Record<Verb, readonly RolePlatform[]>>> = {
  isakmpPolicy: cisco,
  isakmpKey: cisco,
  transformSet: cisco,
  ipsecProfile: cisco,
  cryptoMap: cisco,
  ikev2Proposal: cisco,
  ikev2Policy: cisco,
  ikev2Keyring: cisco,
  ikev2Profile: cisco,
  ike: devices,
  child: devices,
  counters: devices,
  rekeyed: devices,
  tunnel: routers,
  interface: devices,
  route: devices,
  acl: cisco,
  nat: cisco,
  configuration: cisco,
  log: devices,
};

/** @param path of the verb */
export function checkAnswerable({ file, report }: Draft, one: Simple, path: Path): void {
  const able = ableTo(one);
  if (!able) return;
  for (const { role, at } of askedOf(one.arguments)) {
    const platform = file.roles[role]?.platform;
    if (platform === undefined || able.includes(platform)) continue;
    report.add([...path, ...at], {
      message: `${role} is ${describeRole(platform)}, and has no command that answers "${one.verb}"`,
      mend: `ask it of a role whose platform is ${able.join(', ')}, or say it by another verb`,
    });
  }
}

function ableTo({ verb, arguments: given }: Simple): readonly RolePlatform[] | undefined {
  // An ASA lists what it translates by one end alone.
  if (verb === 'nat' && 'translates' in given && given.translates?.outside !== undefined) return routers;
  return answering[verb];
}

function askedOf(given: Simple['arguments']): { role: string; at: Path }[] {
  const at = (roles: readonly string[], key: string): { role: string; at: Path }[] =>
    roles.map((role, index) => ({ role, at: [key, index] }));
  if ('between' in given) return at(given.between, 'between');
  if (!('on' in given)) return [];
  return Array.isArray(given.on) ? at(given.on, 'on') : [{ role: given.on, at: ['on'] }];
}
