/**
 * What a window may ask about routers that are not built in: servers that hold them, inventories that list them, what it
 * takes to reach them, and what a device or server asks back. Secrets go in by these calls and never come out.
 */
import type { Diagnostic } from '../../base/errors.ts';
import type { Stop } from '../../base/disposable.ts';
import type { SerialSettings } from '../../base/serial.ts';
import type { Platform } from '../../lab/topology.ts';

export type { SerialSettings };

export type ServerKind = 'gns3' | 'cml';

/** Where a secret is: on the disk, sealed; or in the memory of this process, until it ends. */
export type Remember = 'sealed' | 'memory';

export interface ServerView {
  id: string;
  kind: ServerKind;
  name: string;
  url: string;
  /** The password itself is never told. "locked": it is kept, and the secrets have to be unlocked first. */
  username: string | undefined;
  password: 'none' | 'sealed' | 'memory' | 'locked';
  /** SHA-256 of the certificate that is trusted though no authority vouches for it. */
  certificate: string | undefined;
  /** Where it was chosen: how consoles of GNS3 are reached, and the SSH port of CML's console server. */
  consoles?: 'telnet' | 'websocket' | undefined;
  consolePort?: number | undefined;
}

/** A server as somebody types it. */
export interface ServerEntry {
  kind: ServerKind;
  name: string;
  /** With the scheme: "http://192.0.2.1:3080", "https://cml.example". */
  url: string;
  username?: string | undefined;
  password?: string | undefined;
  remember: Remember;
  certificate?: string | undefined;
  /** How consoles of GNS3 are reached: by their ports or through the server; whichever answers when left out. */
  consoles?: 'telnet' | 'websocket' | undefined;
  /** The SSH port of CML's console server; 22 when left out. */
  consolePort?: number | undefined;
}

/** What is left out stays as it is. An empty text takes a name, password or certificate away. */
export type ServerChange = Partial<Omit<ServerEntry, 'kind'>>;

export type ServerTest =
  | { kind: 'reached'; version: string; projects: number }
  /** Nobody vouches for the certificate, or it is another than the one that was trusted. Trusting it is a change. */
  | { kind: 'untrusted'; fingerprint: string; message: string }
  | { kind: 'failed'; code: string; message: string; diagnostics: readonly Diagnostic[] };

export interface ProjectView {
  id: string;
  name: string;
  state: 'open' | 'closed' | 'running' | 'stopped';
}

/** What is deployed: a lab with its start configurations, or a topology file with those that it carries. */
export type DeploymentSource =
  | { kind: 'lab'; lab: string; seed?: string | undefined }
  | { kind: 'file'; name: string; text: string; bytes?: undefined }
  | { kind: 'file'; name: string; bytes: Uint8Array; text?: undefined };

export interface DeploymentPlan {
  title: string;
  nodes: NodePlanView[];
  /** What is odd about a topology file. */
  diagnostics: Diagnostic[];
}

export interface NodePlanView {
  node: string;
  name: string;
  platform: Platform;
  /** What the server could make it from, the best first. None: `problem` says what the server lacks. */
  templates: PlannedTemplateView[];
  problem?: string | undefined;
}

export interface PlannedTemplateView {
  id: string;
  name: string;
  /** How a node of it comes to its start configuration, where that is worth knowing: it is typed, or is not there. */
  start?: string | undefined;
}

export interface DeploymentRequest {
  server: string;
  source: DeploymentSource;
  /** Template ids by node id, for nodes whose plan has several; the first of the plan otherwise. */
  choices: Record<string, string>;
}

export type DeploymentEvent =
  | { kind: 'progress'; says: string }
  | { kind: 'done'; project: string; shortfalls: { node?: string; message: string }[] }
  | { kind: 'failed'; code: string; message: string; diagnostics: readonly Diagnostic[] };

/** Where the routers of an attempt are. */
export type Place =
  | { kind: 'builtin' }
  | { kind: 'server'; server: string; project: string; bind?: Bind | undefined }
  | { kind: 'inventory'; inventory: string; bind?: Bind | undefined };

/**
 * For roles of a lab: the node or device (by id or name), and the router's own names of the lab's interfaces. What is
 * left out is found by the lab's own names, and interfaces by the links of the project.
 */
export type Bind = Record<string, Record<string, string>>;

/** How the roles of a lab would be bound at a place, for somebody to look at and change. */
export interface BindingView {
  roles: { role: string; node: string | undefined; interfaces: { role: string; name: string | undefined }[] }[];
  nodes: { id: string; name: string; platform: Platform; interfaces: string[] }[];
  /** Errors keep the lab from being begun there. */
  diagnostics: Diagnostic[];
}

export interface InventoryView {
  id: string;
  name: string;
  devices: DeviceView[];
}

export interface DeviceView {
  name: string;
  platform: Platform;
  /** Its address, or the port of this computer where its console is plugged in. */
  host: string;
  port: number | undefined;
  protocol: 'telnet' | 'ssh' | 'serial';
  serial?: SerialSettings | undefined;
  username: string | undefined;
  /** What else is known to log in with; the secrets themselves are never told. */
  has: ('password' | 'enable password' | 'private key' | 'agent')[];
  jump: { host: string; port: number | undefined; username: string | undefined } | undefined;
  allowsOldAlgorithms: boolean;
}

/** A device as somebody types it. */
export interface DeviceEntry {
  name: string;
  /** Its name so far, where it gets another: what is kept of its login goes with it. */
  formerName?: string | undefined;
  platform: Platform;
  /** An address, or a serial port of this computer: "/dev/ttyUSB0", "COM3". */
  host: string;
  port?: number | undefined;
  protocol: 'telnet' | 'ssh' | 'serial';
  serial?: SerialSettings | undefined;
  login: DeviceLoginEntry;
  jump?: { host: string; port?: number | undefined; login: SshLoginEntry; allowsOldAlgorithms?: boolean | undefined };
  allowsOldAlgorithms?: boolean | undefined;
}

export interface SerialPortView {
  path: string;
  /** Who made the adapter, where the system tells. */
  maker: string | undefined;
}

export interface SshLoginEntry {
  username?: string | undefined;
  password?: string | undefined;
  privateKey?: string | undefined;
  passphrase?: string | undefined;
  usesAgent?: boolean | undefined;
}

export interface DeviceLoginEntry extends SshLoginEntry {
  enablePassword?: string | undefined;
}

export type InventoryEntry =
  | { kind: 'typed'; name: string; devices: DeviceEntry[]; remember: Remember }
  /** An inventory of ours, a pyATS testbed, an Ansible inventory or a containerlab topology. */
  | { kind: 'file'; name: string; text: string; remember: Remember };

export interface InventoryReport {
  name: string;
  format: string;
  devices: DeviceView[];
  diagnostics: Diagnostic[];
}

export interface SecretsView {
  /**
   * "open": secrets can be kept and read. "locked": a passphrase is needed first. "new": none was chosen yet; the first
   * passphrase that is given is the one.
   */
  state: 'open' | 'locked' | 'new';
  /** What seals them: this computer's own store of secrets, or a passphrase. */
  by: 'system' | 'passphrase';
}

/** Something that nobody but the user can say. Whatever waits for it goes on when it is answered. */
export type Question =
  | {
      kind: 'host-key';
      /** "10.0.0.1:22" */
      place: string;
      algorithm: string;
      fingerprint: string;
      /** The one that was trusted before: it is another now. */
      known: string | undefined;
    }
  | {
      kind: 'device-login';
      who: string;
      wants: 'login' | 'enable password';
      /** The name that was tried. */
      username: string | undefined;
      /** Why it is asked: none was given, or the device has refused what was. */
      message: string;
    }
  | { kind: 'server-login'; server: string; name: string; username: string | undefined; message: string }
  | { kind: 'certificate'; server: string; name: string; fingerprint: string; message: string }
  /** `message`: why the one that was given before was not taken. */
  | { kind: 'passphrase'; isNew: boolean; message?: string };

export type Answer =
  | { kind: 'trust'; trust: 'once' | 'always' }
  | {
      kind: 'login';
      username?: string | undefined;
      password?: string | undefined;
      enablePassword?: string | undefined;
      remember: Remember;
    }
  | { kind: 'passphrase'; passphrase: string }
  /** What waits for the answer fails, and says so. */
  | { kind: 'refuse' };

export type QuestionEvent =
  | { kind: 'question'; id: number; question: Question }
  /** It was answered, here or in another window, or nobody waits for it any more. */
  | { kind: 'settled'; id: number };

export interface Servers {
  servers(): Promise<ServerView[]>;
  /** Nothing is reached by it. @returns the id of the new server */
  addServer(entry: ServerEntry): Promise<string>;
  changeServer(server: string, change: ServerChange): Promise<void>;
  removeServer(server: string): Promise<void>;
  /** Reaches a server that is kept, or one that was typed and is not yet. */
  testServer(server: string | ServerEntry): Promise<ServerTest>;
  projects(server: string): Promise<ProjectView[]>;
  /** A project to try out without a lab; the id of the new attempt. */
  openProject(server: string, project: string): Promise<string>;
  /** Deletes a project from the server, with all that it holds. */
  removeProject(server: string, project: string): Promise<void>;
  planDeployment(server: string, source: DeploymentSource): Promise<DeploymentPlan>;
  /** Deploys, and tells how far it is. It goes on to its end when nobody listens any more. */
  onDeployment(request: DeploymentRequest, listener: (event: DeploymentEvent) => void): Stop;

  inventories(): Promise<InventoryView[]>;
  /** What a file holds, before it is kept. */
  readInventory(file: { name: string; text: string }): Promise<InventoryReport>;
  /** @returns the id of the new inventory */
  addInventory(entry: InventoryEntry): Promise<string>;
  /**
   * Puts another in its place: what attempts were begun with goes on under the same id. What is left out of the login
   * of a device that was there by its name, or its former one, stays as it is; an empty text takes it away.
   */
  changeInventory(inventory: string, entry: InventoryEntry): Promise<void>;
  removeInventory(inventory: string): Promise<void>;
  /** The serial ports of the computer that QuickMode runs on; none where it cannot use any. */
  serialPorts(): Promise<SerialPortView[]>;

  binding(lab: string, place: Place): Promise<BindingView>;

  secrets(): Promise<SecretsView>;
  /** @throws Failure wrong-passphrase */
  unlockSecrets(passphrase: string): Promise<void>;

  /** Every question that waits, and those that come. Where nobody listens none is asked, and what would have fails. */
  onQuestion(listener: (event: QuestionEvent) => void): Stop;
  /** @throws Failure unknown-question, wrong-answer */
  answer(question: number, answer: Answer): Promise<void>;
}

/** The names of the calls: what a port is connected with. */
export const serversCalls = [
  'servers',
  'addServer',
  'changeServer',
  'removeServer',
  'testServer',
  'projects',
  'openProject',
  'removeProject',
  'planDeployment',
  'onDeployment',
  'inventories',
  'readInventory',
  'addInventory',
  'changeInventory',
  'removeInventory',
  'serialPorts',
  'binding',
  'secrets',
  'unlockSecrets',
  'onQuestion',
  'answer',
] as const satisfies readonly (keyof Servers)[];
