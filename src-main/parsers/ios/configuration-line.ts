/** A line of a configuration with the lines under it. */
export interface ConfigurationLine {
  line: number;
  text: string;
  /** The lines of its submode. */
  children: ConfigurationLine[];
}
