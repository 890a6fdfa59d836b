/** The addresses of the roles' interfaces, and the words that templates can use for them: {{R1.wan}}, {{R1.wan.mask}}. */
import { broadcastOf, formatIpv4, lengthOfMask, networkOf, parseIpv4 } from '../base/address.ts';
import type { Path } from '../base/path.ts';
import type { LabFile } from './lab-file.ts';
import type { Report } from './report.ts';
import type { Templates } from './templates.ts';
import type { Words } from './variables.ts';

interface Addressed {
  address: number;
  mask: number;
}

/** By ROLE.INTERFACE. */
export type Addresses = Map<string, Addressed>;

export function addressesOf(file: LabFile, templates: Templates, report: Report): Addresses {
  const addresses: Addresses = new Map();
  const owners = new Map<number, string>();
  for (const [role, { interfaces }] of Object.entries(file.roles))
    for (const [name, { address, mask }] of Object.entries(interfaces)) {
      const path = ['roles', role, 'interfaces', name];
      const at = { address: numberOf(address, [...path, 'address']), mask: numberOf(mask, [...path, 'mask']) };
      addresses.set(`${role}.${name}`, at);
      checkMask(at, [...path, 'mask'], report);
      const owner = owners.get(at.address);
      owners.set(at.address, `${role}.${name}`);
      if (owner !== undefined && at.address !== 0) reportTwice(owner, at, [...path, 'address']);
    }
  return addresses;

  function numberOf(template: string, path: Path): number {
    const text = templates.expand(template, { path }).trim();
    const address = parseIpv4(text);
    // An unknown variable leaves nothing, and has been reported.
    if (address === undefined && text !== '')
      report.add(path, {
        message: `expected an address, found ${text}`,
        mend: 'write it as in "{{west.first}}" or 10.0.0.1',
      });
    return address ?? 0;
  }

  function reportTwice(owner: string, at: Addressed, path: Path): void {
    const message = `${owner} has the address ${formatIpv4(at.address)} too`;
    report.add(path, { message, mend: 'give every interface an address of its own' });
  }
}

function checkMask({ address, mask }: Addressed, path: Path, report: Report): void {
  // An address that could not be read has been reported, and a missing one too.
  if (address === 0) return;
  const length = lengthOfMask(mask);
  if (length === undefined || length === 0) {
    report.add(path, { message: `${formatIpv4(mask)} is no mask of a subnet`, mend: 'write it as in 255.255.255.252' });
    return;
  }
  const ends = [networkOf(address, mask), broadcastOf(address, mask)];
  if (length < 31 && ends.includes(address))
    report.add(path, {
      message: `with this mask ${formatIpv4(address)} is the address of a subnet, not of an interface in it`,
      mend: 'choose another address or mask',
    });
}

export function addressWords(addresses: Addresses): Words {
  const words: Words = new Map();
  for (const [reference, { address, mask }] of addresses) {
    words.set(reference, formatIpv4(address));
    words.set(`${reference}.mask`, formatIpv4(mask));
    words.set(`${reference}.length`, String(lengthOfMask(mask) ?? 0));
    words.set(`${reference}.network`, formatIpv4(networkOf(address, mask)));
  }
  return words;
}
