/** Two peers that come to an agreement, with nothing around them but a clock: bundled by negotiation.ts, as the product is. */
import { aesPolicy, tripleDes, twoPeers as twoIkev1Peers } from '../simulator/ike/two-peers.ts';
import { aes, suite, twoPeers as twoIkev2Peers } from '../simulator/ike2/two-peers.ts';
import type { Variant } from './bare-negotiation.ts';

const esp = { cipher: 'aes', keyBits: 128, integrity: 'sha1' } as const;
/** Virtual milliseconds in which both have long agreed. */
const enough = 20_000;

/** @throws Error when they do not agree */
export function negotiate(variant: Variant, seed: string): void {
  const { a, b, run } = variant.version === 1 ? ikev1Peers(variant, seed) : ikev2Peers(variant, seed);
  a.ask();
  run(enough);
  if (a.installed.length !== 1 || b.installed.length !== 1) throw new Error('two peers came to no agreement');
}

function ikev1Peers({ group }: Variant, seed: string): ReturnType<typeof twoIkev1Peers> {
  const both = { policies: [{ ...aesPolicy, group }], proposals: [{ ...tripleDes, esp }] };
  return twoIkev1Peers({ both, seed });
}

function ikev2Peers({ group }: Variant, seed: string): ReturnType<typeof twoIkev2Peers> {
  const encryption: typeof suite.encryption = [{ algorithm: 'aes-cbc', keyBits: 128 }];
  const proposals = [{ ...suite, encryption, integrity: ['sha1' as const], groups: [group] }];
  return twoIkev2Peers({ both: { proposals, ipsec: [{ ...aes, esp }] }, seed });
}
