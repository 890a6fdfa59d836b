/** What a lab may be, at most. Anything larger is a mistake or an attack, and is refused with a sentence. */
export const limits = {
  /** Characters of lab.yml. */
  labFile: 512 * 1024,
  /** Characters of an instruction or a start configuration. */
  text: 128 * 1024,
  /** Files that a lab names: instructions, start configurations, topologies. */
  files: 200,
  /** Lists and maps of lab.yml inside one another; a lab has eight. */
  depth: 24,
  /** Uses of YAML aliases, also as the `yaml` package counts them: multiplied along nested anchors. */
  aliases: 100,
  /** Characters of a configuration line. IOS takes 254 on one line. */
  line: 254,
  /** Faults that are shown; nobody reads more. */
  diagnostics: 200,
} as const;
