/**
 * What one types at a router that gives strangers access, the lines for a peer that is known with others in their place, and
 * what its client has in its configuration.
 */
import { secret, type Meeting, type Names } from '../ios-and-charon.ts';
import type { Settings } from '../vici-text.ts';
import { given, group, isGivenAddress, type Access } from './access.ts';
import { childrenOf, connectionOf } from './charon-side.ts';
import type { Combination } from './draw.ts';
import { learner, meetingOf } from './meeting.ts';
import { routerLines } from './router-lines.ts';

export function accessMeeting(access: Access): Meeting {
  const { one } = access;
  const child = (names: Names): Settings => ({ ...childrenOf(one, names)['net1'], ...selectorsOf(access, names) });
  return {
    ...meetingOf(one),
    ...(isGivenAddress(access) && { charonInside: given }),
    ios: (names) => accessLines(access, names),
    connection: (names) => ({ ...connectionOf(one, names), ...identityOf(access) }),
    child,
    more: (names) => ({ net1: child(names) }),
  };
}

function selectorsOf(access: Access, { routerInside, charonInside }: Names): Settings {
  const network = (inside: string): string => inside.replace(/1$/, '0/24');
  if (!isGivenAddress(access)) return { local_ts: network(charonInside), remote_ts: network(routerInside) };
  return { local_ts: 'dynamic', remote_ts: access.wants === 'everything' ? '0.0.0.0/0' : network(routerInside) };
}

function identityOf({ kind, hasLogin }: Access): Settings {
  if (kind !== 'Easy VPN') return {};
  const login = { 'local-xauth': { auth: 'xauth', xauth_id: learner.name } };
  return { local: { auth: 'psk', id: `keyid:${group}` }, ...(hasLogin && login) };
}

function accessLines(access: Access, names: Names): string {
  switch (access.kind) {
    case 'FlexVPN':
      return flexLines(access.one, names);
    case 'Easy VPN':
      return easyLines(access, names);
    case 'dynamic interface':
      return withTemplate(routerLines(access.one, names), names);
  }
}

const template = ({ interface: source }: Names): string => `interface Virtual-Template1 type tunnel
 ip unnumbered Loopback0
 tunnel source ${source}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile V
`;

/** The profile of either version names the template, which stands where the tunnel stood. */
const withTemplate = (lines: string, names: Names): string =>
  lines
    .replace(/interface Tunnel0\n[^]*$/, template(names))
    .replace(/^crypto isakmp profile PROFILE\n|^crypto ikev2 profile F\n/m, '$& virtual-template 1\n');

const pool = `aaa new-model
ip local pool POOL ${given} ${given}
`;

function flexLines(one: Combination, names: Names): string {
  const how = one.proof.charon === 'psk' ? 'psk' : 'cert';
  return `${pool}aaa authorization network FLEX local
crypto ikev2 authorization policy AP
 pool POOL
 netmask 255.255.255.0
${withTemplate(routerLines(one, names), names).replace(
  /^crypto ikev2 profile F\n/m,
  `$& aaa authorization group ${how} list FLEX AP\n`,
)}`;
}

function easyLines({ one, isByInterface, hasLogin }: Access, names: Names): string {
  const known = routerLines({ ...one, mode: 'main' }, names).replace(/^crypto isakmp key .*\n/m, '');
  const [before = '', terms = ''] = known.split(/^crypto ipsec profile V\n|^interface Tunnel0\n/m);
  return `${pool}${before}aaa authentication login USERS local
aaa authorization network GROUPS local
username ${learner.name} password 0 ${learner.password}
crypto isakmp client configuration group ${group}
 key ${secret}
 pool POOL
 acl 102
access-list 102 permit ip ${names.routerInside.replace(/1$/, '0')} 0.0.0.255 any
${isByInterface ? ofProfile(hasLogin, terms, names) : ofMap(hasLogin, terms)}`;
}

const ofProfile = (hasLogin: boolean, terms: string, names: Names): string => `crypto isakmp profile CLIENTS
 match identity group ${group}
${hasLogin ? ' client authentication list USERS\n' : ''} isakmp authorization list GROUPS
 client configuration address respond
 virtual-template 1
crypto ipsec profile V
${terms} set isakmp-profile CLIENTS
${template(names)}`;

const ofMap = (hasLogin: boolean, terms: string): string => `crypto dynamic-map D 10
${terms}${hasLogin ? 'crypto map M client authentication list USERS\n' : ''}crypto map M isakmp authorization list GROUPS
crypto map M client configuration address respond
crypto map M 10 ipsec-isakmp dynamic D
`;
