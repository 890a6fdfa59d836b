/** crypto pki trustpoint: the names that are to stand in our certificate. */
import { formatIpv4 } from '../../../base/address.ts';
import type { Mode } from '../../cli/mode.ts';
import { Refusal } from '../../cli/refusal.ts';
import { nameOfText } from '../../pki/distinguished-name.ts';
import type { TrustpointContext } from './pki-trustpoint-mode.ts';

export function declareTrustpointSubject(mode: Mode<TrustpointContext>): void {
  declareWords(mode);
  mode
    .add('serial-number ![[none:none]]', {
      run: ({ trustpoint }, { none }) => (trustpoint.serialNumber = none ?? 'yes'),
      no: ({ trustpoint }) => (trustpoint.serialNumber = undefined),
      show: ({ trustpoint: { serialNumber } }) =>
        serialNumber === undefined ? [] : [serialNumber === 'none' ? 'serial-number none' : 'serial-number'],
    })
    .add('fqdn ![WORD:fqdn]', {
      run: ({ trustpoint }, { fqdn }) => (trustpoint.fqdn = fqdn),
      no: ({ trustpoint }) => (trustpoint.fqdn = undefined),
      show: ({ trustpoint: { fqdn } }) => (fqdn === undefined ? [] : [`fqdn ${fqdn}`]),
    })
    .add('ip-address ![( A.B.C.D:address | none:none )]', {
      run: ({ trustpoint }, { address }) => (trustpoint.ipAddress = address ?? 'none'),
      no: ({ trustpoint }) => (trustpoint.ipAddress = undefined),
      show: ({ trustpoint: { ipAddress } }) => {
        if (ipAddress === undefined) return [];
        return [`ip-address ${ipAddress === 'none' ? 'none' : formatIpv4(ipAddress)}`];
      },
    })
    .add('subject-name ![LINE:name]', {
      run: ({ trustpoint }, { name }) => (trustpoint.subjectName = checkedName(name)),
      no: ({ trustpoint }) => (trustpoint.subjectName = undefined),
      show: ({ trustpoint: { subjectName } }) => (subjectName === undefined ? [] : [`subject-name ${subjectName}`]),
    })
    .add(
      '{authorization|auto-enroll|chain-validation|crl|match|ocsp|password|primary|regenerate|root|source|usage|vrf}:what [LINE:rest]',
      {
        hidden: true,
        run: (_, { what }) => {
          throw Refusal.notSimulated(`${what} is not simulated in a trustpoint`);
        },
        no: () => undefined,
      },
    );
}

/** What is typed after `subject-name` or `issuer-name`, as it stands. */
export function checkedName(typed: string): string {
  if (!nameOfText(typed)) throw Refusal.because('% Invalid X.500 name: attributes are written as cn=NAME,o=NAME');
  return typed;
}

function declareWords(mode: Mode<TrustpointContext>): void {
  mode.words({
    'serial-number': 'include serial number',
    'serial-number none': 'do not include serial number',
    fqdn: 'include fully-qualified domain name',
    'fqdn fqdn': 'the fully-qualified domain name, or none',
    'ip-address': 'include ip address',
    'ip-address address': 'IP Address',
    'ip-address none': 'do not include an IP address',
    'subject-name': 'Subject Name',
    'subject-name name': 'subject name',
  });
}
