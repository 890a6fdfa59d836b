/** A server that holds topologies and runs their nodes: GNS3 or CML. What differs between them ends here. */
import type { Login } from '../base/login.ts';
import type { Topology } from '../lab/topology.ts';
import type { Provider } from './provider.ts';

export interface ServerAddress {
  kind: 'gns3' | 'cml';
  /** With the scheme: "http://192.0.2.1:3080", "https://cml.example". */
  url: string;
  login?: Login;
  /** SHA-256 of the certificate that is trusted though no authority vouches for it: hexadecimal digits, colons allowed. */
  certificate?: string;
  /**
   * How consoles of GNS3 are reached: by their telnet ports, by WebSockets through the server, or by the port where it
   * answers and through the server else, which is what is done when this is left out.
   */
  consoles?: 'telnet' | 'websocket';
  /** The SSH port of the console server of CML; 22 when left out. */
  consolePort?: number;
}

export interface ServerProject {
  id: string;
  name: string;
  state: 'open' | 'closed' | 'running' | 'stopped';
}

export interface LabServer {
  readonly kind: ServerAddress['kind'];
  /** As the server says it: "2.2.54", "3.0.6", "2.7.0+build.4". */
  readonly version: string;
  projects(): Promise<ServerProject[]>;
  /** A project as a file that importers read. @throws Failure unknown-project */
  read(project: string): Promise<{ name: string; text: string }>;
  /**
   * The nodes of a project on the server. Nodes of the topology are found there by id, else by name.
   * @throws Failure that says what is missing: the project, its nodes, a right of the user
   */
  open(project: string, topology: Topology): Promise<Provider>;
  /** What the server would make each node of a topology from. */
  plan(deployment: Deployment): Promise<NodePlan[]>;
  /** Makes a project. @param choices template ids by node id, for nodes whose plan has several */
  deploy(
    deployment: Deployment,
    choices: Readonly<Record<string, string>>,
    progress?: (says: string) => void,
  ): Promise<Deployed>;
  /** Deletes a project with all that it holds, nodes stopped first. */
  remove(project: string): Promise<void>;
  close(): Promise<void>;
}

export interface Deployment {
  title: string;
  topology: Topology;
  /** Start configurations by node id; a node that is not named gets what the topology carries. */
  configurations: Readonly<Record<string, string>>;
}

export interface NodePlan {
  node: string;
  name: string;
  /** The best first; none: `problem` says what the server lacks. */
  templates: PlannedTemplate[];
  problem?: string;
}

export interface PlannedTemplate {
  id: string;
  name: string;
  /** How the node comes to its start configuration, where the server does not give it to such a node. */
  start?: string;
}

export interface Deployed {
  project: string;
  /** What could not be carried over, or is done later, in words; `node` where it is about one. */
  shortfalls: { node?: string; message: string }[];
}
