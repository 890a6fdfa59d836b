/** Whether a release knows IKE version 2, and the defaults that it then has without any configuration. */
import { smartDefaultProposals, type Ikev2Proposal } from '../../ike2/configuration.ts';
import type { IosDevice } from '../device.ts';

export function hasIkev2({ flavour }: IosDevice): boolean {
  return flavour.hasIkev2;
}

/** A copy: it may be changed by whoever types `crypto ikev2 proposal default`. */
export function defaultProposalOf({ flavour }: IosDevice): Ikev2Proposal {
  return structuredClone(smartDefaultProposals[flavour.train === '17' ? 'iosxe17' : 'ios15']);
}
