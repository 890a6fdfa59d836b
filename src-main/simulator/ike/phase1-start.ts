/** How phase 1 begins with a peer: in which mode we begin it, and which messages of a peer begin it. */
import { equalBytes } from '../../base/bytes.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { exchangeTypes } from '../wire/isakmp/numbers.ts';
import { noCookie } from './association.ts';
import type { IkeEnvironment } from './environment.ts';

/** `initiate mode aggressive` of a profile, or `set aggressive-mode …` of the peer. */
export function modeFor(env: IkeEnvironment, remote: number): 'main' | 'aggressive' {
  const isNamed = env.settings?.().aggressivePeers.has(remote) === true;
  return isNamed || env.profileFor?.(remote, undefined)?.initiateMode === 'aggressive' ? 'aggressive' : 'main';
}

export function isAggressiveModeDisabled(env: IkeEnvironment): boolean {
  return env.settings?.().isAggressiveModeDisabled === true;
}

/** The mode that a message begins of which we are the responder; undefined when it may not begin any. */
export function modeBegunBy(message: IsakmpMessage): 'main' | 'aggressive' | undefined {
  const { initiatorCookie, responderCookie, exchangeType } = message;
  const isFirst = equalBytes(responderCookie, noCookie) && !equalBytes(initiatorCookie, noCookie);
  if (!isFirst || isEncrypted(message)) return undefined;
  if (exchangeType === exchangeTypes['IDENTITY-PROTECTION']) return 'main';
  return exchangeType === exchangeTypes.AGGRESSIVE ? 'aggressive' : undefined;
}
