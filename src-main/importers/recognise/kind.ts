/** What a text is, when it is not a topology that can be imported. */
export interface Kind {
  /** A stable name for programs. */
  code: string;
  /** As in a sentence: "a Packet Tracer file: not yet". */
  what: string;
  mend?: string;
}

/** What to choose instead. */
export const topologies =
  'QuickMode reads projects of GNS3 (.gns3, .gns3project, .net), labs of CML (.yaml, .virl) and of EVE-NG (.unl)';
