/** Commands of real outputs in which collections have left out what was asked about: it is asked about all that there is. */

export interface Asked {
  /** Of the device itself. */
  interfaces: readonly string[];
  vrfs: readonly string[];
  /** Of the whole network. */
  addresses: readonly string[];
}

type Spelling = (asked: Asked) => string[];

const spellings: Readonly<Record<string, Spelling>> = {
  ping: ({ addresses, interfaces }) =>
    addresses.flatMap((one) => [
      `ping ${one}`,
      `ping ${one} df-bit`,
      ...interfaces.slice(0, 1).map((source) => `ping ${one} source ${source}`),
    ]),
  'show running-config interface': perInterface('show running-config interface', ''),
  'show crypto ipsec sa interface': perInterface('show crypto ipsec sa interface', ''),
  'show crypto session interface detail': perInterface('show crypto session interface', ' detail'),
  'show crypto session remote detail': perAddress('show crypto session remote', ' detail'),
  'show crypto ikev2 sa local': perAddress('show crypto ikev2 sa local', ''),
  'show crypto ikev2 sa local detail': perAddress('show crypto ikev2 sa local', ' detail'),
  'show ip route': ({ vrfs }) => ['show ip route', ...vrfs.map((one) => `show ip route vrf ${one}`)],
  'show ip route word': perAddress('show ip route', ''),
};

/** The commands that are typed for one of a collection: itself, when nothing is left out of it. */
export function spelledCommands(command: string, asked: Asked): string[] {
  return spellings[command]?.(asked) ?? [command];
}

function perInterface(before: string, after: string): Spelling {
  return ({ interfaces }) => interfaces.map((one) => `${before} ${one}${after}`);
}

function perAddress(before: string, after: string): Spelling {
  return ({ addresses }) => addresses.map((one) => `${before} ${one}${after}`);
}
