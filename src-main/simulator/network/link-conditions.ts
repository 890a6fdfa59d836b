/** How good a link is. */
export interface LinkConditions {
  /** One way, in milliseconds. */
  delay: number;
  /** Up to so many milliseconds more, others for each frame: frames that follow each other closely change places. */
  jitter: number;
  /** How many frames of a hundred are lost; arrive twice; go ahead of all that are delayed. */
  loss: number;
  duplication: number;
  reordering: number;
  /** kbit/s in each direction; undefined is no limit. */
  bandwidth: number | undefined;
  /** Nothing passes, and nobody is told: both ends keep their carrier, as with a link that is suspended in GNS3. */
  isShutdown: boolean;
}

/** A cable of a laboratory: the ends of a link are never nearer than this. */
export const perfectLink: LinkConditions = {
  delay: 2,
  jitter: 0,
  loss: 0,
  duplication: 0,
  reordering: 0,
  bandwidth: undefined,
  isShutdown: false,
};
