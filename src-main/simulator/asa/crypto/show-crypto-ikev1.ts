/** show crypto ikev1 sa: associations of version 1 in the words of an ASA. Layout: consoles of 8.4 and later. */
import { formatIpv4 } from '../../../base/address.ts';
import type { IsakmpSa } from '../../ike/isakmp-sa.ts';
import type { Router } from '../../router/router.ts';

export function ikev1Lines({ ipsec }: Router, isDetailed: boolean): string[] {
  const associations = ipsec.ike.associations.filter(({ isDeleted }) => !isDeleted);
  if (associations.length === 0) return ['', 'There are no IKEv1 SAs'];
  const count = associations.length;
  return [
    '',
    'IKEv1 SAs:',
    '',
    `   Active SA: ${count}`,
    '    Rekey SA: 0 (A tunnel will report 1 Active and 1 Rekey SA during rekey)',
    `Total IKE SA: ${count}`,
    '',
    ...associations.flatMap((association, index) => [
      `${index + 1}   IKE Peer: ${formatIpv4(association.remote)}`,
      `    Type    : L2L             Role    : ${association.role.padEnd(10)}`,
      `    Rekey   : no              State   : ${stateOf(association).padEnd(10)}`,
      ...(isDetailed ? detailLines(association) : []),
    ]),
  ];
}

/**
 * An initiator waits for the messages with even numbers, a responder for the odd ones (reference/device-output.md
 * section 2: "MM_WAIT_MSG2..6").
 */
function stateOf({ state, role }: IsakmpSa): string {
  return waitings[state]?.[role] ?? 'MM_ACTIVE';
}

const waitings: Readonly<Partial<Record<IsakmpSa['state'], Readonly<Record<IsakmpSa['role'], string>>>>> = {
  AG_NO_STATE: { initiator: 'AM_WAIT_MSG2', responder: 'AM_WAIT_MSG3' },
  AG_INIT_EXCH: { initiator: 'AM_WAIT_MSG2', responder: 'AM_WAIT_MSG3' },
  AG_AUTH: { initiator: 'AM_WAIT_MSG2', responder: 'AM_WAIT_MSG3' },
  MM_NO_STATE: { initiator: 'MM_WAIT_MSG2', responder: 'MM_WAIT_MSG3' },
  MM_SA_SETUP: { initiator: 'MM_WAIT_MSG4', responder: 'MM_WAIT_MSG3' },
  MM_KEY_EXCH: { initiator: 'MM_WAIT_MSG6', responder: 'MM_WAIT_MSG5' },
  MM_KEY_AUTH: { initiator: 'MM_WAIT_MSG6', responder: 'MM_ACTIVE' },
};

function detailLines({ policy, lifetimeRemaining }: IsakmpSa): string[] {
  if (!policy) return [];
  const { cipher, keyBits, hash, authentication, lifetime } = policy;
  const encryption = cipher === 'aes' && keyBits !== 128 ? `aes-${keyBits}` : cipher;
  const method = authentication === 'pre-share' ? 'preshared' : 'rsa';
  return [
    `    Encrypt : ${encryption.padEnd(15)} Hash    : ${(hash === 'sha1' ? 'sha' : hash).toUpperCase().padEnd(10)}`,
    `    Auth    : ${method.padEnd(15)} Lifetime: ${lifetime}`,
    `    Lifetime Remaining: ${Math.ceil(lifetimeRemaining)}`,
  ];
}
