/** What mode config tells a client of remote access, as attributes (draft-dukes-ike-mode-cfg-02 section 3.3), and back. */
import { bytesOfLatin1, bytesOfNumber, concat, latin1Of, u32 } from '../../base/bytes.ts';
import { numberOfAttribute, type Attribute } from '../wire/isakmp/attribute.ts';
import { configAttributes } from '../wire/isakmp/mode-config.ts';
import type { ClientConfiguration, ConfigurationWish } from './environment.ts';

const {
  INTERNAL_IP4_ADDRESS,
  INTERNAL_IP4_NETMASK,
  INTERNAL_IP4_DNS,
  APPLICATION_VERSION,
  UNITY_BANNER,
  UNITY_DEF_DOMAIN,
  UNITY_SAVE_PASSWD,
  UNITY_SPLIT_INCLUDE,
} = configAttributes;

/** Of a network in a list of split tunnels: address, mask, and six bytes of protocol and ports that are zero. */
const splitLength = 14;

/** A request names what it wants to know. */
export function wantedAttributes(wish: ConfigurationWish): readonly Attribute[] {
  const own = wish === 'address' ? [INTERNAL_IP4_ADDRESS, INTERNAL_IP4_NETMASK] : [];
  const others = [INTERNAL_IP4_DNS, UNITY_BANNER, UNITY_SAVE_PASSWD, UNITY_DEF_DOMAIN, UNITY_SPLIT_INCLUDE];
  return [...own, ...others].map((type) => ({ type, value: new Uint8Array() }));
}

/** Of what a request names, what there is. */
export function configurationAttributes(
  configuration: ClientConfiguration,
  asked: readonly Attribute[],
  version: string,
): Attribute[] {
  const { address, mask, dns, domain, banner, splitInclude, maySavePassword } = configuration;
  const networks = splitInclude.map((one) =>
    concat(bytesOfNumber(one.address, 4), bytesOfNumber(one.mask, 4), new Uint8Array(6)),
  );
  const known = new Map<number, readonly (Uint8Array | number)[]>([
    [INTERNAL_IP4_ADDRESS, address === undefined ? [] : [bytesOfNumber(address, 4)]],
    [INTERNAL_IP4_NETMASK, mask === undefined ? [] : [bytesOfNumber(mask, 4)]],
    [INTERNAL_IP4_DNS, dns.map((one) => bytesOfNumber(one, 4))],
    [APPLICATION_VERSION, [bytesOfLatin1(version)]],
    [UNITY_BANNER, banner === undefined ? [] : [bytesOfLatin1(banner)]],
    [UNITY_SAVE_PASSWD, [maySavePassword ? 1 : 0]],
    [UNITY_DEF_DOMAIN, domain === undefined ? [] : [bytesOfLatin1(domain)]],
    [UNITY_SPLIT_INCLUDE, networks.length > 0 ? [concat(...networks)] : []],
  ]);
  return asked.flatMap(({ type }) => (known.get(type) ?? []).map((value) => ({ type, value })));
}

export function configurationIn(attributes: readonly Attribute[]): ClientConfiguration {
  const values = (wanted: number): Uint8Array[] =>
    attributes.flatMap(({ type, value }) => (type === wanted && typeof value !== 'number' ? [value] : []));
  const addresses = (wanted: number): number[] =>
    values(wanted).flatMap((value) => (value.length === 4 ? [u32(value, 0)] : []));
  const text = (wanted: number): string | undefined => {
    const [value] = values(wanted);
    return value && value.length > 0 ? latin1Of(value) : undefined;
  };
  const saving = attributes.find(({ type }) => type === UNITY_SAVE_PASSWD);
  return {
    address: addresses(INTERNAL_IP4_ADDRESS)[0],
    mask: addresses(INTERNAL_IP4_NETMASK)[0],
    dns: addresses(INTERNAL_IP4_DNS),
    domain: text(UNITY_DEF_DOMAIN),
    banner: text(UNITY_BANNER),
    splitInclude: values(UNITY_SPLIT_INCLUDE).flatMap(networksIn),
    maySavePassword: saving !== undefined && numberOfAttribute(saving) === 1,
  };
}

function networksIn(value: Uint8Array): { address: number; mask: number }[] {
  return Array.from({ length: Math.floor(value.length / splitLength) }, (_, i) => ({
    address: u32(value, i * splitLength),
    mask: u32(value, i * splitLength + 4),
  }));
}
