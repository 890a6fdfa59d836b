/**
 * Certificate maps: peers told apart by what stands in their certificates. As in IOS ("Certificate Security Attribute-Based
 * Access Control"): the lines of one number have to hold together, and one number that holds is enough; neither case nor
 * blanks around signs make a difference.
 */
import { formatIpv4 } from '../../base/address.ts';
import { textOfSerial, type Certificate } from './certificate.ts';
import { textOfName, valueInName } from './distinguished-name.ts';

export type CertificateField =
  'alt-subject-name' | 'issuer-name' | 'name' | 'serial-number' | 'subject-name' | 'unstructured-subject-name';

/** Equal, not equal, contains, does not contain. */
export type CertificateTest = 'eq' | 'ne' | 'co' | 'nc';

export interface CertificateRule {
  field: CertificateField;
  test: CertificateTest;
  /** As it was typed. */
  value: string;
}

/** By the number of the entry. */
export type CertificateMap = Map<number, CertificateRule[]>;

export function isOnMap(map: CertificateMap, certificate: Certificate): boolean {
  return [...map.values()].some((rules) => rules.every((one) => holds(one, certificate)));
}

/** What is denied is denied of all that the field holds. */
function holds({ field, test, value }: CertificateRule, certificate: Certificate): boolean {
  const wanted = comparable(value);
  const found = textsOf(field, certificate).map(comparable);
  switch (test) {
    case 'eq':
      return found.includes(wanted);
    case 'ne':
      return !found.includes(wanted);
    case 'co':
      return found.some((one) => one.includes(wanted));
    case 'nc':
      return !found.some((one) => one.includes(wanted));
  }
}

function textsOf(field: CertificateField, certificate: Certificate): string[] {
  const { subject, issuer, serial } = certificate;
  switch (field) {
    case 'subject-name':
      return [textOfName(subject)];
    case 'issuer-name':
      return [textOfName(issuer)];
    case 'serial-number':
      return [textOfSerial(serial)];
    case 'alt-subject-name':
      return alternativeNames(certificate);
    case 'name':
      return [textOfName(subject), ...alternativeNames(certificate)];
    case 'unstructured-subject-name':
      return [valueInName(subject, 'hostname') ?? ''];
  }
}

function alternativeNames({ extensions }: Certificate): string[] {
  const { fqdn, email, address } = extensions.names;
  return [fqdn, email, address === undefined ? undefined : formatIpv4(address)].filter((one) => one !== undefined);
}

const comparable = (text: string): string =>
  text
    .toLowerCase()
    .trim()
    .replace(/\s*([=,+])\s*/g, '$1')
    .replace(/\s+/g, ' ');
