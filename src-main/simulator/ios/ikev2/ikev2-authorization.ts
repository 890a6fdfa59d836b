/**
 * crypto ikev2 authorization policy: what peers are given and told (FlexVPN). The policy `default` is there without being
 * typed. Layout of the show command: its example in the FlexVPN configuration guide.
 */
import { formatIpv4, lengthOfMask } from '../../../base/address.ts';
import { block } from '../../cli/configuration.ts';
import type { ConfigurationLine } from '../../cli/declaration.ts';
import { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { defaultName, newAuthorizationPolicy, type Ikev2AuthorizationPolicy } from '../../ike2/configuration.ts';
import type { IosDevice } from '../device.ts';
import { hasIkev2 } from './ikev2-presence.ts';
import { configureMode } from '../modes.ts';

interface PolicyContext {
  readonly device: IosDevice;
  readonly policy: Ikev2AuthorizationPolicy;
}

export const ikev2AuthorizationMode = new Mode<PolicyContext>({
  name: 'ikev2 authorization policy',
  prompt: '(config-ikev2-author-policy)#',
  title: 'IKEv2 Authorization Policy commands:',
  privilege: 15,
  parent: configureMode,
  layout: ['pool', 'dns', 'netmask', 'route'],
});

export function declareIkev2Authorization(): void {
  configureMode
    .words({
      'crypto ikev2 authorization': 'IKEv2 authorization',
      'ikev2 authorization policy': 'IKEv2 authorization policy',
      'authorization policy name': 'IKEv2 authorization policy name',
    })
    .add('crypto ikev2 authorization policy WORD:name', {
      section: 'crypto ikev2 authorization',
      when: hasIkev2,
      run: (device, { name }, exec) => {
        const { authorizations } = device.router.crypto.ikev2;
        const policy = authorizations.get(name) ?? newAuthorizationPolicy(name);
        authorizations.set(name, policy);
        exec.enter(ikev2AuthorizationMode, { device, policy });
      },
      no: ({ router }, { name }) => {
        const { authorizations } = router.crypto.ikev2;
        if (!authorizations.delete(name)) throw Refusal.because(`% Policy ${name} does not exist`);
        if (name === defaultName) authorizations.set(name, newAuthorizationPolicy(name));
        router.converge();
      },
      show: configurationOf,
    });
  declareGiven();
  declareRoutes();
}

function configurationOf(device: IosDevice): ConfigurationLine[] {
  if (!hasIkev2(device)) return [];
  const untouched = JSON.stringify(newAuthorizationPolicy(defaultName));
  const written = [...device.router.crypto.ikev2.authorizations.values()].filter(
    (one) => JSON.stringify(one) !== untouched,
  );
  return written.map((policy) =>
    block(`crypto ikev2 authorization policy ${policy.name} `, ikev2AuthorizationMode, { device, policy }),
  );
}

function declareGiven(): void {
  ikev2AuthorizationMode
    .words({
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
      exit: 'Exit from IKEv2 authorization policy configuration mode',
      pool: 'Specify IP address pool',
      'pool pool': 'Name of the pool',
      netmask: 'Specify the netmask',
      'netmask mask': 'Subnet mask of the client',
      dns: 'Specify DNS addresses',
      'dns first': 'Server address',
      'first second': 'Server address',
    })
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('pool ![WORD:pool]', {
      run: ({ policy }, { pool }) => (policy.pool = pool),
      no: ({ policy }) => (policy.pool = undefined),
      show: ({ policy: { pool } }) => (pool === undefined ? [] : [`pool ${pool}`]),
    })
    .add('dns ![A.B.C.D:first [A.B.C.D:second]]', {
      run: ({ policy }, { first, second }) => (policy.dns = second === undefined ? [first] : [first, second]),
      no: ({ policy }) => (policy.dns = []),
      show: ({ policy: { dns } }) => (dns.length > 0 ? [`dns ${dns.map(formatIpv4).join(' ')}`] : []),
    })
    .add('netmask ![MASK:mask]', {
      run: ({ policy }, { mask }) => {
        if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
        policy.netmask = mask;
      },
      no: ({ policy }) => (policy.netmask = undefined),
      show: ({ policy: { netmask } }) => (netmask === undefined ? [] : [`netmask ${formatIpv4(netmask)}`]),
    })
    .add(
      '{aaa|backup-gateway|banner|configuration|def-domain|dhcp|include-local-lan|ipsec|ipv6|pfs|session-lifetime|smartcard-removal-disconnect|split-dns|subnet-acl|wins}:what [LINE:more]',
      {
        hidden: true,
        run: (_, { what }) => {
          throw Refusal.notSimulated(`'${what}' in an IKEv2 authorization policy is not simulated`);
        },
        no: () => undefined,
      },
    );
}

function declareRoutes(): void {
  ikev2AuthorizationMode
    .words({
      route: 'Routes of the peers',
      'route set': 'Routes that the peer is told of',
      'set interface': 'Address of the tunnel interface',
      'set access-list': 'Networks that an access list permits',
      'access-list list': 'Name or number of the access list',
      'route accept': 'Routes that the peer tells of',
      'accept any': 'Accept all of them',
      tag: 'Tag of the routes',
      'tag tag': 'Tag value',
      distance: 'Administrative distance of the routes',
      'distance distance': 'Distance value',
    })
    .add('route set interface', {
      section: 'route',
      run: ({ policy }) => (policy.setsInterface = true),
      no: ({ policy }) => (policy.setsInterface = false),
      show: ({ policy: { name, setsInterface } }) => {
        if (setsInterface === newAuthorizationPolicy(name).setsInterface) return [];
        return [`${setsInterface ? '' : 'no '}route set interface`];
      },
    })
    .add('route set access-list WORD:list', {
      section: 'route',
      run: ({ policy }, { list }) => (policy.setsLists = [...new Set([...policy.setsLists, list])]),
      no: ({ policy }, { list }) => (policy.setsLists = policy.setsLists.filter((one) => one !== list)),
      show: ({ policy }) => policy.setsLists.map((list) => `route set access-list ${list}`),
    })
    .add('route set {local|remote}:what LINE:more', {
      hidden: true,
      run: (_, { what }) => {
        throw Refusal.notSimulated(`'route set ${what}' is not simulated: use an access list`);
      },
      no: () => undefined,
    });
  declareAccepted();
}

function declareAccepted(): void {
  ikev2AuthorizationMode
    .add('route accept any [tag <1-4294967295>:tag] [distance <1-255>:distance]', {
      section: 'route',
      run: ({ device, policy }, { tag = 1, distance = 1 }) => {
        policy.accepts = { distance, tag };
        device.router.converge();
      },
      no: ({ device, policy }) => {
        policy.accepts = undefined;
        device.router.converge();
      },
      show: ({ policy: { accepts } }) => acceptLines(accepts),
    })
    .add('route redistribute LINE:more', {
      hidden: true,
      run: () => {
        throw Refusal.notSimulated("'route redistribute' in an IKEv2 authorization policy is not simulated");
      },
      no: () => undefined,
    });
}

function acceptLines(accepts: Ikev2AuthorizationPolicy['accepts']): string[] {
  if (!accepts) return ['no route accept any'];
  const { tag, distance } = accepts;
  const words = [...(tag === 1 ? [] : [`tag ${tag}`]), ...(distance === 1 ? [] : [`distance ${distance}`])];
  return words.length > 0 ? [`route accept any ${words.join(' ')}`] : [];
}

/** show crypto ikev2 authorization policy */
export function ikev2AuthorizationLines(policy: Ikev2AuthorizationPolicy): string[] {
  const { name, pool, netmask, dns, setsInterface, setsLists, accepts } = policy;
  return [
    ` IKEv2 Authorization Policy : ${name}`,
    ...(pool === undefined ? [] : [`   pool : ${pool}`]),
    ...(netmask === undefined ? [] : [`   netmask : ${formatIpv4(netmask)}`]),
    ...dns.map((server) => `   dns : ${formatIpv4(server)}`),
    ...(setsInterface ? ['   route set interface'] : []),
    ...setsLists.map((list) => `   route set acl: ${list}`),
    ...(accepts ? [`   route accept any tag : ${accepts.tag} distance : ${accepts.distance}`] : []),
    '',
  ];
}
