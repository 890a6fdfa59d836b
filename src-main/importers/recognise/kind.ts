/** What a text is, when it is not a topology that can be imported. */
export interface Kind {
  /** A stable name for programs. */
  code: string;
  /** As in a sentence: "an EVE-NG lab (.unl, XML): not yet". */
  what: string;
  mend?: string;
}
