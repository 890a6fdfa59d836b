/** The IKE associations that an end has with the other one, of either version, as its platform shows them. */
import type { AsaIkeSa } from '../../parsers/asa/ike-sa.ts';
import type { Ikev2Sa } from '../../parsers/ios/ikev2-sa.ts';
import type { IsakmpSa } from '../../parsers/ios/show-crypto-isakmp-sa.ts';
import type { SwanIkeSa } from '../../parsers/linux/swan-ike-sa.ts';
import type { Exercise } from '../../lab/exercise.ts';
import { quoteOf, type Captures } from '../facts/captures.ts';
import { parsedAs } from '../facts/parsed-as.ts';
import { showOn } from '../facts/shows.ts';
import type { Quote } from '../verdict.ts';
import { answerOf, platformOf } from './answers.ts';

export interface IkeState {
  version: 1 | 2;
  /** As printed: QM_IDLE, MM_NO_STATE, READY, MM_ACTIVE. */
  state: string;
  isEstablished: boolean;
  /** Whether this end began; undefined where it is not shown. */
  isInitiator: boolean | undefined;
  quote: Quote;
}

interface Who {
  role: string;
  peerAddresses: readonly string[];
}

const ESTABLISHED = /^(?:QM_IDLE|READY|MM_ACTIVE|AM_ACTIVE|ESTABLISHED)/;

/** Those that are being deleted are left out. */
export function ikeStatesOf(exercise: Exercise, captures: Captures, who: Who): IkeState[] {
  const platform = platformOf(exercise, who.role);
  if (platform === 'asa') return statesOfAsa(exercise, captures, who);
  if (parsedAs(platform) === 'linux') return statesOfSwan(captures, who);
  return [...statesOfFirst(exercise, captures, who), ...statesOfSecond(exercise, captures, who)];
}

function statesOfFirst(exercise: Exercise, captures: Captures, { role, peerAddresses }: Who): IkeState[] {
  const capture = answerOf<IsakmpSa>(exercise, captures, role, 'show crypto isakmp sa');
  return (capture?.records ?? [])
    .filter((one) => !one.isDeleted && (peerAddresses.includes(one.source) || peerAddresses.includes(one.destination)))
    .flatMap(({ state = '', source, line, at }) => {
      if (!capture) return [];
      const quote = quoteOf(capture.evidence, at['state'] ?? line);
      return [{ version: 1 as const, state, isEstablished: ESTABLISHED.test(state), isInitiator: !peerAddresses.includes(source), quote }]; // prettier-ignore
    });
}

function statesOfSecond(exercise: Exercise, captures: Captures, { role, peerAddresses }: Who): IkeState[] {
  const capture =
    answerOf<Ikev2Sa>(exercise, captures, role, 'show crypto ikev2 sa') ??
    answerOf<Ikev2Sa>(exercise, captures, role, 'show crypto ikev2 sa detailed');
  return (capture?.records ?? [])
    .filter(({ remote = '' }) => peerAddresses.includes(remote))
    .flatMap(({ status, line, at }) => {
      if (!capture) return [];
      const quote = quoteOf(capture.evidence, at['status'] ?? line);
      return [{ version: 2 as const, state: status, isEstablished: ESTABLISHED.test(status), isInitiator: undefined, quote }]; // prettier-ignore
    });
}

function statesOfSwan(captures: Captures, { role, peerAddresses }: Who): IkeState[] {
  const capture = captures.find(role, SWAN_SAS, 'any');
  return (capture?.records ?? [])
    .filter(({ remoteHost = '', state = '' }) => peerAddresses.includes(remoteHost) && !state.startsWith('DELET'))
    .flatMap(({ version, state = '', isInitiator, line, at }) => {
      if (!capture || version === undefined) return [];
      const quote = quoteOf(capture.evidence, at['state'] ?? line);
      return [{ version, state, isEstablished: ESTABLISHED.test(state), isInitiator, quote }];
    });
}

const SWAN_SAS = showOn<SwanIkeSa>('linux', 'swanctl --list-sas');

function statesOfAsa(exercise: Exercise, captures: Captures, { role, peerAddresses }: Who): IkeState[] {
  const capture =
    answerOf<AsaIkeSa>(exercise, captures, role, 'show crypto isakmp sa') ??
    answerOf<AsaIkeSa>(exercise, captures, role, 'show crypto isakmp sa detail');
  return (capture?.records ?? [])
    .filter(({ remote }) => peerAddresses.includes(remote))
    .flatMap(({ version, state = '', role: part, line, at }) => {
      if (!capture) return [];
      const quote = quoteOf(capture.evidence, at['state'] ?? line);
      return [{ version, state, isEstablished: ESTABLISHED.test(state), isInitiator: part && /init/i.test(part), quote: quote }]; // prettier-ignore
    })
    .map((one) => ({ ...one, isInitiator: typeof one.isInitiator === 'boolean' ? one.isInitiator : undefined }));
}
