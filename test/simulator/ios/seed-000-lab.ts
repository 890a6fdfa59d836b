/** Seed 000 typed on R1 and R3 with the tunnel as plain GRE, and its migration. */
import { expect } from 'vitest';
import { ping, smallNetwork, tunnel, type SmallNetwork } from '../router/network.ts';
import { CryptoConsole } from './crypto/crypto-console.ts';

export const finalConfiguration = (peer: string): string => `crypto isakmp policy 10
 authentication pre-share
crypto isakmp key FooB4r address ${peer}
!
crypto ipsec transform-set MyTransformSet esp-3des esp-sha-hmac 
!
crypto ipsec profile MyProfile
 set transform-set MyTransformSet 
!
`;

export interface Lab {
  network: SmallNetwork;
  r1: CryptoConsole;
  r3: CryptoConsole;
}

/** Configured, and nothing applied to the tunnels, which run GRE. @param mistake what is typed on R3 afterwards */
export async function ready(mistake = ''): Promise<Lab> {
  const network = smallNetwork();
  tunnel(network.r1, '10.0.0.1', '172.16.0.6');
  tunnel(network.r3, '10.0.0.2', '172.16.0.1');
  const [r1, r3] = [new CryptoConsole(network.r1), new CryptoConsole(network.r3)];
  expect(await r1.configure(finalConfiguration('172.16.0.6'))).toEqual([]);
  expect(await r3.configure(finalConfiguration('172.16.0.1') + mistake)).toEqual([]);
  ping(network, network.r1, '10.0.0.2');
  return { network, r1, r3 };
}

export async function migrate(console: CryptoConsole): Promise<void> {
  for (const { carrier } of console.router.tunnels()) carrier.settings.mode = 'ipsec-ipv4';
  expect(await console.configureInterface('Tunnel0', 'tunnel protection ipsec profile MyProfile')).toEqual([]);
}

export const wait = ({ clock }: SmallNetwork, seconds: number): void => clock.runUntil(clock.now() + 1000 * seconds);

/** The rows of a table whose first column is an address. */
export const rows = (lines: readonly string[]): string[] => lines.filter((line) => /^\d/.test(line));
