/** What a router or an ASA is told of IKEv2. An ASA has its keys with its tunnel groups. */
import type { Exercise } from '../../lab/exercise.ts';
import { ikev2Of, type Ikev2Configuration, type Ikev2Keyring, type Ikev2Secret } from '../diagnosis/ikev2-configuration.ts'; // prettier-ignore
import { matches } from '../diagnosis/tree.ts';
import type { Captures } from './captures.ts';
import { readConfiguration, type Configured } from './configurations.ts';
import { keyFor } from './keys.ts';

export interface Ikev2Facts extends Configured {
  ikev2: Ikev2Configuration;
}

/** @throws {Unreadable} */
export function readIkev2(known: { exercise: Exercise; captures: Captures }, role: string): Ikev2Facts {
  const configured = readConfiguration(known, role);
  const { lines } = configured.configuration;
  const ikev2 = ikev2Of(lines);
  const groups = matches(lines, /^tunnel-group (\S+) ipsec-attributes$/).flatMap(groupKeyring);
  return { ...configured, ikev2: { ...ikev2, keyrings: [...ikev2.keyrings, ...groups] } };
}

function groupKeyring({ groups: [name = ''], line, children }: ReturnType<typeof matches>[number]): Ikev2Keyring[] {
  const secrets = matches(children, /^ikev2 (local|remote)-authentication pre-shared-key (\S+)$/).map(
    ({ groups: [side, secret], line: own }): Ikev2Secret => ({
      ...{ address: name, mask: undefined, identity: undefined, line: own },
      side: side === 'local' ? 'local' : 'remote',
      secret: secret?.startsWith('*') ? undefined : secret,
    }),
  );
  return secrets.length > 0 ? [{ name, line, secrets }] : [];
}

/** The key of a keyring for a peer, in one direction. */
export function secretIn(
  { secrets }: Ikev2Keyring,
  addresses: readonly string[],
  side: 'local' | 'remote',
): Ikev2Secret | undefined {
  const fitting = secrets.filter((one) => one.side === 'both' || one.side === side);
  const peers = fitting.map(({ address, mask, ...rest }) => ({ ...rest, address, peer: address, ...(mask === undefined ? {} : { mask }) })); // prettier-ignore
  const found = keyFor(peers, addresses);
  return fitting.find(({ line }) => line === found?.line);
}
