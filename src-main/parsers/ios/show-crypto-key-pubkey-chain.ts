/** show crypto key pubkey-chain rsa, show crypto key storage: keys of peers, and where own ones are kept. */
import type { Parsed } from '../parsed.ts';
import { outlineParser, type Outline } from './outline.ts';

const PARSE = outlineParser(
  /^(?:Codes: M\b.*|Code\s+Usage\s+.*|Key name:.*|(?:Default )?key storage.*|Default keypair.*)$/i,
  /^No .*$/i,
);

export function parseShowCryptoKeyPubkeyChain(text: string): Parsed<Outline> {
  return PARSE(text);
}
