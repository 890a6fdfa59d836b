/** The name that a router asks to have in its certificate: the configured one, and what is told of the router beside it. */
import { formatIpv4 } from '../../../base/address.ts';
import { derOfName, nameOfText, type NameAttribute } from '../../pki/distinguished-name.ts';
import type { SubjectNames } from '../../pki/extensions.ts';
import type { IosDevice } from '../device.ts';
import { platformOf } from '../hardware.ts';
import type { PkiDevice } from './pki-device.ts';
import { fullNameOf } from './pki-key.ts';
import type { Trustpoint } from './pki-state.ts';

export interface Subject {
  readonly fqdn: string | undefined;
  readonly serialNumber: string | undefined;
  readonly address: number | undefined;
}

export function fqdnOf(device: PkiDevice, { fqdn }: Trustpoint): string | undefined {
  return fqdn === 'none' ? undefined : (fqdn ?? fullNameOf(device));
}

/** As `show version` has the number of the board. */
export function serialNumberOf({ hardware }: IosDevice): string {
  return platformOf(hardware).board;
}

/** 'serialNumber=67109104+hostname=R15.otus.ru,cn=R15,o=Otus' (gh id:28453184466) */
export function subjectOf({ subjectName }: Trustpoint, subject: Subject): { name: Uint8Array; names: SubjectNames } {
  const { fqdn, serialNumber, address } = subject;
  const own: NameAttribute[] = [];
  if (serialNumber !== undefined) own.push({ key: 'serialNumber', value: serialNumber });
  if (fqdn !== undefined) own.push({ key: 'hostname', value: fqdn });
  if (address !== undefined) own.push({ key: 'ipaddress', value: formatIpv4(address) });
  const typed = subjectName === undefined ? [] : (nameOfText(subjectName) ?? []);
  return {
    name: derOfName(own.length > 0 ? [own, ...typed] : typed),
    names: { ...(fqdn === undefined ? {} : { fqdn }), ...(address === undefined ? {} : { address }) },
  };
}
