/** What a topology file may be, at most. Anything larger is a mistake or an attack, and is refused with a sentence. */
export const limits = {
  /** Characters of text. */
  text: 16 * 1024 * 1024,
  /** Characters of YAML in a form that only the general reader knows: it takes microseconds per character at worst. */
  generalYaml: 1024 * 1024,
  /** Characters of XML: VIRL and EVE-NG write some hundred kilobytes for a large lab. */
  xml: 4 * 1024 * 1024,
  /** Characters of a GNS3 0.8 topology, which has no configurations in it. */
  ini: 1024 * 1024,
  /** Characters of one start configuration. IOS keeps a configuration in at most a few hundred kilobytes of NVRAM. */
  configuration: 2 * 1024 * 1024,
  /** Lists and objects inside one another. GNS3 and CML write fewer than ten. */
  depth: 64,
  /** Uses of YAML aliases, counted too as the `yaml` package does: multiplied along nested anchors. */
  aliases: 100,
  nodes: 10_000,
  links: 50_000,
  /** Adapters of one node. GNS3 allows 275 for QEMU. */
  adapters: 1024,
  /** Interfaces of all nodes together. */
  interfaces: 200_000,
  /** Characters of a name or label. */
  name: 256,
  /** Characters of a text on the canvas. */
  note: 16 * 1024,
  notes: 5000,
  /** Diagnostics that are shown. */
  diagnostics: 200,
} as const;
