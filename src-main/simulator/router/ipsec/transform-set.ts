/** Transform sets: the algorithms of ESP and AH that an operator has put together under a name. */
import type { EncapsulationMode, EspTransform, Integrity } from '../../ipsec/proposal.ts';

/** `crypto ipsec transform-set NAME TRANSFORM...` */
export interface TransformSet {
  name: string;
  /** Undefined when the set names no ESP transform. */
  esp: EspTransform | undefined;
  /** The integrity algorithm of AH, when the set names it. */
  ah: Integrity | undefined;
  mode: EncapsulationMode;
  /** `mode transport require` */
  isModeRequired?: boolean;
  /** `comp-lzs` is named and kept; nothing is compressed, and no compression is offered. */
  namesCompression?: boolean;
}
