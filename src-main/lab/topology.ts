/** A network as a topology file describes it, whatever wrote the file. */

/**
 * What a node is to us. `ios`, `iosxe`, `asa`, `linux` and `vpcs` have a command line that we know; the others pass
 * frames or stand for something outside.
 */
export type Platform =
  | 'ios'
  | 'iosxe'
  | 'asa'
  | 'nxos'
  | 'iosxr'
  | 'linux'
  | 'vpcs'
  | 'switch' // an unmanaged switch or hub: it only passes frames
  | 'cloud' // an external connector, a NAT, a cloud
  | 'unknown';

export interface Topology {
  name: string;
  nodes: TopologyNode[];
  links: TopologyLink[];
  /** What is written on the canvas beside the nodes; left out where nothing is. */
  notes?: TopologyNote[];
}

/** A text on the canvas: instructions, addresses, names of areas. */
export interface TopologyNote {
  /** Line ends as \n. */
  text: string;
  /** Its upper left corner, on the canvas of the nodes. */
  position: { x: number; y: number };
}

export interface TopologyNode {
  /** Unique in the topology, as the file has it. */
  id: string;
  /** What people call it: the host name or label. */
  name: string;
  platform: Platform;
  /** The kind in the words of the file: "dynamips c7200", "iosv", "ethernet_switch". */
  model: string;
  /** By the device's own names ("FastEthernet0/0"), in port order. */
  interfaces: TopologyInterface[];
  /** Where it is drawn: pixels of the file's own canvas, x to the right and y down. */
  position: { x: number; y: number };
  /** The release of its software, where the file names an image that says it: "12.4(15)T14", "17.03.02". */
  release?: string;
  /** The start configuration that the file carries, line ends as \n. */
  configuration?: string;
  /** Of a Frame Relay or ATM switch: from which port and circuit to which, "1:101" to "2:201". */
  circuits?: [from: string, to: string][];
}

export interface TopologyInterface {
  name: string;
  /** As in the file; colons and lower case. */
  mac?: string;
  /** Of a port of a switch that has VLANs: the one that frames without a tag belong to. */
  vlan?: PortVlan;
}

/** An access port carries its one VLAN without tags, a trunk all of them, its own without. */
export interface PortVlan {
  mode: 'access' | 'trunk';
  /** From 1 to 4094. */
  id: number;
}

export interface TopologyLink {
  id: string;
  ends: [LinkEnd, LinkEnd];
  /** How good it is, where the file says so. */
  conditions?: LinkConditioning;
}

/** One way, in each direction: milliseconds, percents of the frames, kbit/s. What is left out is as on a good cable. */
export interface LinkConditioning {
  delay?: number;
  jitter?: number;
  loss?: number;
  duplication?: number;
  reordering?: number;
  bandwidth?: number;
}

export interface LinkEnd {
  /** A node's id. */
  node: string;
  /** The name of one of that node's interfaces. */
  interface: string;
}
