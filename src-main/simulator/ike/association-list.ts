/** The associations with one peer, those just deleted among them: which one a message or a request is for. */
import { equalBytes } from '../../base/bytes.ts';
import type { IsakmpMessage } from '../wire/isakmp/message.ts';
import { noCookie, type Association } from './association.ts';
import { QuickMode } from './quick-mode.ts';

/** Of two, the one that was established later; the first of them if at the same time. */
const later = (a: Association | undefined, b: Association): Association =>
  a && (a.establishedAt ?? 0) >= (b.establishedAt ?? 0) ? a : b;

export class AssociationList {
  #all: Association[] = [];

  get all(): readonly Association[] {
    return this.#all;
  }

  get live(): Association[] {
    return this.#all.filter(({ isDeleted }) => !isDeleted);
  }

  /** The one that was established last: the peer is least likely to have lost it. */
  get established(): Association | undefined {
    return this.#latest(({ isEstablished, isDeleted }) => isEstablished && !isDeleted);
  }

  /** Of those over which phase 2 may go on, the same. */
  get ready(): Association | undefined {
    return this.#latest(({ isReady, isDeleted }) => isReady && !isDeleted);
  }

  /** Those that we have begun and that nobody has answered. */
  get unanswered(): Association[] {
    return this.live.filter(({ role, step }) => role === 'initiator' && (step === 'I1' || step === 'I_AM1'));
  }

  /** Of those, the ones that may still be answered: what the peer begins now is the same once more. */
  get rivals(): Association[] {
    return this.unanswered.filter(({ isRefusedInClear }) => !isRefusedInClear);
  }

  /** Of all of them, those just ended among them. */
  get quickModes(): QuickMode[] {
    const quickModes: QuickMode[] = [];
    for (const { nodes } of this.live)
      for (const node of nodes.values()) if (node instanceof QuickMode) quickModes.push(node);
    return quickModes;
  }

  add(association: Association): void {
    this.#all.push(association);
  }

  remove(association: Association): void {
    this.#all = this.#all.filter((one) => one !== association);
  }

  /** Whose message it is, by its cookies. A first message that is sent again has no responder's cookie yet. */
  of({ initiatorCookie, responderCookie }: IsakmpMessage): Association | undefined {
    const isFirst = equalBytes(responderCookie, noCookie);
    return this.#all.find((one) => {
      if (!equalBytes(one.initiatorCookie, initiatorCookie)) return false;
      if (one.role === 'responder' && isFirst) return true;
      const isUnanswered = equalBytes(one.responderCookie, noCookie);
      return (isUnanswered && !isFirst) || equalBytes(one.responderCookie, responderCookie);
    });
  }

  #latest(isMeant: (association: Association) => boolean): Association | undefined {
    let latest: Association | undefined;
    for (const one of this.#all) if (isMeant(one)) latest = later(latest, one);
    return latest;
  }
}
