/** What can be done with an SPI, wherever it stands. */
export interface SpiActions {
  onCopy: (spi: string) => void;
  /** The one that somebody was led to. */
  markedSpi: number | undefined;
  /** To the packets that carry it; undefined where packets cannot be seen. */
  onPackets: ((spi: number) => void) | undefined;
}
