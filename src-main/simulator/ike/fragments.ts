/**
 * Messages in pieces. A piece is a clear message with the cookies of the whole, message id 0, and one payload; the whole
 * is what its sender would have sent otherwise, sealed or not. Nothing proves that a piece is genuine: what is put
 * together is a datagram like any other.
 */
import { concat, equalBytes, hexOf } from '../../base/bytes.ts';
import { isMalformed } from '../wire/malformed.ts';
import type { IsakmpMessage } from '../wire/isakmp/message.ts';
import { lastFragment, type FragmentPayload } from '../wire/isakmp/fragment.ts';
import { exchangeTypes, payloadTypes } from '../wire/isakmp/numbers.ts';
import { emitPayloads, parsePayloads } from '../wire/isakmp/payloads.ts';
import type { KnownVendor } from '../wire/isakmp/vendor-id.ts';

/** The packet of a piece, with the headers of IP and UDP and the non-ESP marker, has 576 bytes (MS-IKEE section 3.3.6.1). */
const packetSize = 576;
const outerHeaders = 20 + 8 + 4;
/** The header of ISAKMP, the generic one of the payload, and the fragment's own. */
const innerHeaders = 28 + 4 + 4;
const pieceSize = packetSize - outerHeaders - innerHeaders;

/** So many messages are put together at once, and so many pieces are kept of each: strangers cannot make us keep more. */
const mostMessages = 64;
const mostPieces = 64;
/** A whole is what a datagram could have carried: longer ones are nobody's, and their pieces are forgotten. */
const longestWhole = 65_507;

/** An association, as far as its pieces need one. */
interface Sender {
  mode: 'main' | 'aggressive';
  announced: ReadonlySet<KnownVendor>;
  /** What the peer has announced. */
  vendors: ReadonlySet<KnownVendor>;
  emit(content: Pick<IsakmpMessage, 'exchangeType' | 'messageId' | 'nextPayload' | 'flags' | 'body'>): Uint8Array;
}

export const isFragment = ({ nextPayload }: IsakmpMessage): boolean => nextPayload === payloadTypes.FRAGMENT;

/** A peer that has said it puts them together gets what is longer in pieces. @param id of the whole */
export function piecesOf(sender: Sender, message: Uint8Array, id: number): readonly Uint8Array[] {
  const isUnderstood = [sender.announced, sender.vendors].every((said) => said.has('fragmentation'));
  if (!isUnderstood || message.length + outerHeaders <= packetSize) return [message];
  const count = Math.ceil(message.length / pieceSize);
  return Array.from({ length: count }, (_, i) =>
    pieceOf(sender, {
      kind: 'fragment',
      id,
      number: i + 1,
      flags: i + 1 === count ? lastFragment : 0,
      data: message.subarray(i * pieceSize, (i + 1) * pieceSize),
    }),
  );
}

/** Whatever exchange the whole is of, its pieces are of the one that has begun the association (strongSwan 5.9). */
const pieceOf = (sender: Sender, payload: FragmentPayload): Uint8Array =>
  sender.emit({
    exchangeType: exchangeTypes[sender.mode === 'main' ? 'IDENTITY-PROTECTION' : 'AGGRESSIVE'],
    messageId: 0,
    nextPayload: payloadTypes.FRAGMENT,
    flags: 0,
    body: emitPayloads([payload]),
  });

const isLast = ({ flags }: FragmentPayload): boolean => (flags & lastFragment) !== 0;

interface Pieces {
  id: number;
  byNumber: Map<number, Uint8Array>;
  /** The number of the last one, once it has come. */
  count: number | undefined;
}

/** strongSwan numbers all its messages alike: a piece that was another one before is of the next message. */
function isOf({ id, byNumber, count = mostPieces }: Pieces, piece: FragmentPayload): boolean {
  const earlier = byNumber.get(piece.number);
  if (id !== piece.id || (earlier && !equalBytes(earlier, piece.data)) || piece.number > count) return false;
  return !isLast(piece) || Math.max(...byNumber.keys()) <= piece.number;
}

const lengthOf = ({ byNumber }: Pieces): number => [...byNumber.values()].reduce((sum, { length }) => sum + length, 0);

function pieceIn({ nextPayload, body }: IsakmpMessage): FragmentPayload | undefined {
  const chain = parsePayloads(nextPayload, body);
  if (isMalformed(chain) || chain.payloads.length !== 1) return undefined;
  const [piece] = chain.payloads;
  return piece?.kind === 'fragment' ? piece : undefined;
}

function joined({ byNumber }: Pieces): Uint8Array {
  return concat(...[...byNumber].sort(([a], [b]) => a - b).map(([, data]) => data));
}

export class Reassembly {
  /** By whose they are; the oldest first. */
  readonly #pending = new Map<string, Pieces>();

  /** @returns the whole, as soon as nothing of it is missing; what is no piece, or none that fits, is dropped */
  add(remote: number, message: IsakmpMessage): Uint8Array | undefined {
    const piece = pieceIn(message);
    if (!piece || piece.number > mostPieces) return undefined;
    const key = `${remote} ${hexOf(message.initiatorCookie)} ${hexOf(message.responderCookie)}`;
    const pieces = this.#piecesFor(key, piece);
    pieces.byNumber.set(piece.number, piece.data.slice());
    if (isLast(piece)) pieces.count = piece.number;
    const isWhole = pieces.byNumber.size === pieces.count;
    const isTooLong = lengthOf(pieces) > longestWhole;
    if (isWhole || isTooLong) this.#pending.delete(key);
    return isWhole && !isTooLong ? joined(pieces) : undefined;
  }

  #piecesFor(key: string, piece: FragmentPayload): Pieces {
    const known = this.#pending.get(key);
    if (known && isOf(known, piece)) return known;
    const fresh: Pieces = { id: piece.id, byNumber: new Map(), count: undefined };
    this.#pending.delete(key);
    this.#pending.set(key, fresh);
    const [oldest] = this.#pending.keys();
    if (this.#pending.size > mostMessages && oldest !== undefined) this.#pending.delete(oldest);
    return fresh;
  }
}
