/** The names of Cisco interfaces, and the abbreviations that people and GNS3 write for them. */

/**
 * Each type with its abbreviations besides the ones that IOS derives by itself. GNS3 labels links by the first letter
 * (f0/0, g1, s2/0, a1/0, p1/0); "Gi", "Fa", "Eth" and "Te" are what IOS and NX-OS print.
 */
const types: readonly (readonly [type: string, ...abbreviations: string[]])[] = [
  ['FastEthernet', 'f', 'fa'],
  ['GigabitEthernet', 'g', 'gi', 'gig'],
  ['TenGigabitEthernet', 'te', 'ten'],
  ['TwentyFiveGigE', 'twe'],
  ['HundredGigE', 'hu'],
  ['Ethernet', 'e', 'et', 'eth'],
  ['Serial', 's', 'se', 'ser'],
  ['ATM', 'a', 'at'],
  ['POS', 'p', 'po'],
  ['BRI', 'br'],
  ['Management', 'm', 'ma', 'mg', 'mgmt', 'mgm'],
  ['MgmtEth', 'mgmte'],
  ['Loopback', 'lo'],
];

const typeOf = new Map(types.flatMap(([type, ...short]) => [type, ...short].map((one) => [one.toLowerCase(), type])));

/**
 * The full name of an interface: "Gi0/1" is "GigabitEthernet0/1", "f0/0" is "FastEthernet0/0". A name that is not a
 * type and a number stays as it is, and so does mgmt0, which NX-OS spells like that.
 */
export function fullInterfaceName(name: string): string {
  const parts = /^([A-Za-z]+) ?(\d[\d/.:]*(?:(?:RS?P\d\/)?CPU\d[\d/]*)?)$/.exec(name);
  if (!parts || name === 'mgmt0') return name;
  const [, short = '', number = ''] = parts;
  const type = typeOf.get(short.toLowerCase());
  // The port of a route processor of IOS XR, "Mg0/RP0/CPU0/0", is of a type of its own.
  if (type === 'Management' && number.includes('CPU')) return `MgmtEth${number}`;
  return type === undefined ? name : type + number;
}

/** Whether the text is a type and a number, as the names of Cisco interfaces are. */
export function isInterfaceName(text: string): boolean {
  const short = /^([A-Za-z]+) ?\d[\d/.:]*$/.exec(text)?.[1];
  return short !== undefined && typeOf.has(short.toLowerCase());
}
