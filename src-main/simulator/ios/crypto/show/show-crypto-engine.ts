/**
 * show crypto engine connections active. 12.4 names the interface, 15 the last sequence number instead (reference: columns of public
 * notes, gh id:56565919063, "1 Tu12 IPsec 3DES+MD5 0 4 121.160.10.1"); widths as in corpus handmade v15.
 */
import { formatIpv4 } from '../../../../base/address.ts';
import type { IsakmpSa } from '../../../ike/isakmp-sa.ts';
import { splitInterfaceName } from '../../../router/interface.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import type { Flavour } from '../../flavour.ts';
import { engineHash, engineTransforms } from '../crypto-transforms.ts';

interface Connection {
  id: number;
  interfaceName: string | undefined;
  type: 'IPsec' | 'IKE';
  algorithm: string;
  encrypted: number;
  decrypted: number;
  lastSequence: number;
  address: number;
}

export function engineConnectionLines(
  flows: readonly ProtectedFlow[],
  associations: readonly IsakmpSa[],
  { hasLastSequence }: Flavour,
): string[] {
  const connections = [...flows.flatMap(ipsecConnections), ...ikeConnections(flows, associations)];
  return [
    'Crypto Engine Connections',
    '',
    hasLastSequence
      ? '   ID  Type    Algorithm           Encrypt  Decrypt LastSeqN IP-Address'
      : '   ID Interface  Type  Algorithm           Encrypt  Decrypt IP-Address',
    ...connections.sort((a, b) => a.id - b.id).map(hasLastSequence ? laterRowOf : rowOf),
    '',
  ];
}

function ipsecConnections({ of, pairs, local }: ProtectedFlow): Connection[] {
  const common = { interfaceName: of.name, type: 'IPsec' as const, address: local };
  return pairs.flatMap(({ inbound, outbound }) => {
    const algorithm = engineTransforms(inbound.transform);
    return [
      {
        ...common,
        id: inbound.connectionId,
        algorithm,
        encrypted: 0,
        decrypted: inbound.packets,
        lastSequence: inbound.lastSequence,
      },
      { ...common, id: outbound.connectionId, algorithm, encrypted: outbound.packets, decrypted: 0, lastSequence: 0 },
    ];
  });
}

/** Those that have keys. The packets of IKE itself are not counted. */
function ikeConnections(flows: readonly ProtectedFlow[], associations: readonly IsakmpSa[]): Connection[] {
  return associations.flatMap(({ connectionId, isDeleted, policy, local, remote }) => {
    if (connectionId === 0 || isDeleted || !policy) return [];
    const flow = flows.find((one) => one.local === local && one.remote === remote);
    const { cipher, keyBits, hash } = policy;
    const algorithm = `${engineHash(hash)}+${engineTransforms({ cipher, keyBits, integrity: undefined })}`;
    const common = { id: connectionId, algorithm, encrypted: 0, decrypted: 0, lastSequence: 0, address: local };
    return [{ ...common, interfaceName: flow?.of.name, type: 'IKE' as const }];
  });
}

function rowOf({ id, interfaceName, type, algorithm, encrypted, decrypted, address }: Connection): string {
  const name = interfaceName === undefined ? '<none>' : shortNameOf(interfaceName);
  const counts = String(encrypted).padStart(8) + String(decrypted).padStart(9);
  const words = `${name.padEnd(10)} ${type.padEnd(5)} ${algorithm.padEnd(18)}`;
  return `${String(id).padStart(5)} ${words} ${counts} ${formatIpv4(address)}`;
}

function laterRowOf({ id, type, algorithm, encrypted, decrypted, lastSequence, address }: Connection): string {
  const counts = [encrypted, decrypted, lastSequence].map((count, index) =>
    String(count).padStart(index === 0 ? 8 : 9),
  );
  return `${String(id).padStart(5)}  ${type.padEnd(7)} ${algorithm.padEnd(18)} ${counts.join('')} ${formatIpv4(address)}`;
}

/** `Tu0`, `Fa0/0`. */
export function shortNameOf(name: string): string {
  const { type, unit } = splitInterfaceName(name);
  return type.slice(0, 2) + unit;
}
