/** The lines about lifetimes, secrecy and transform sets, which crypto maps, their templates and profiles have alike. */
import type { Lifetime } from '../../../ipsec/proposal.ts';
import type { CryptoConfiguration } from '../../../router/ipsec/crypto-configuration.ts';
import type { Flavour } from '../../flavour.ts';
import { shownSet } from './show-crypto-ipsec-transform-set.ts';

interface Terms {
  transformSets: readonly string[];
  pfsGroup: number | undefined;
  lifetime: Partial<Lifetime>;
}

export interface TermsView {
  crypto: CryptoConfiguration;
  flavour: Flavour;
}

export function lifetimeLine({ kilobytes, seconds }: Lifetime): string {
  return `Security association lifetime: ${kilobytes} kilobytes/${seconds} seconds`;
}

/** 15 has a line about responders, and one about modes (corpus genie iosxe show_crypto_ipsec_profile). */
export function termLines(terms: Terms, { crypto, flavour }: TermsView): string[] {
  const { pfsGroup } = terms;
  const { hasModernIpsecSa: isModern } = flavour;
  return [
    `\t${lifetimeLine(crypto.lifetimeOf(terms))}`,
    ...(isModern ? ['\tResponder-Only (Y/N): N'] : []),
    `\tPFS (Y/N): ${pfsGroup === undefined ? 'N' : 'Y'}`,
    ...(pfsGroup === undefined ? [] : [`\tDH group:  group${pfsGroup}`]),
    ...(isModern ? ['\tMixed-mode : Disabled'] : []),
    ...transformSetLinesOf(terms, { crypto, flavour }),
  ];
}

/**
 * 12.2 lists the names in one line (seed 001), 12.4 below each other; later releases say what is in them. A set that does
 * not exist is listed all the same.
 */
export function transformSetLinesOf(terms: Pick<Terms, 'transformSets'>, view: TermsView): string[] {
  const names = view.crypto.transformSetsOf(terms);
  if (view.flavour.listsSetsInLine) return [`\tTransform sets={ ${names.map((name) => `${name}, `).join('')}}`];
  return ['\tTransform sets={ ', ...names.map((name) => `\t\t${setText(name, view)}, `), '\t}'];
}

function setText(name: string, { crypto, flavour }: TermsView): string {
  const set = crypto.transformSetOf(name);
  return flavour.hasModernIpsecSa && set ? `${name}:  { ${shownSet(set)}  } ` : name;
}
