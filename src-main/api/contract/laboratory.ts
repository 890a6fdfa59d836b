/**
 * What a window may ask of the engine, and what it is shown. One declaration: the engine implements it, api/ serves it
 * over any port, the renderer calls it as if it were there. Everything here crosses a wire, so it is plain data.
 */
import type { Diagnostic } from '../../base/errors.ts';
import type { Stop } from '../../base/disposable.ts';
import type { SecurityState as SecurityView, TunnelState as TunnelView } from '../../grading/security.ts';
import type { StepVerdict } from '../../grading/verdict.ts';
import type { Platform } from '../../lab/topology.ts';
import { classesCalls, type Classes } from './classes.ts';
import { packetsCalls, type Packets, type PacketsEvent } from './packets.ts';
import { serversCalls, type Place, type ServerKind, type Servers } from './servers.ts';

export type * from './classes.ts';
export type * from './packets.ts';
export type * from './servers.ts';
export type { Diagnostic, Platform, StepVerdict, Stop };
export type { SecurityView, TunnelView };
export type { ChildRow as ChildView, IkeRow as IkeView, SecurityPair } from '../../grading/security.ts';
export type {
  AttributeVerdict,
  Diagnosis,
  ExpectationVerdict,
  Quote,
  QuestionVerdict,
  VerdictKind,
} from '../../grading/verdict.ts';

export interface LabSummary {
  id: string;
  version: number;
  title: string;
  summary: string;
  level: 'beginner' | 'intermediate' | 'advanced';
  minutes: number;
  source: { title: string; author?: string | undefined; year?: number | undefined };
  steps: number;
  points: number;
  /** Why it cannot be done on built-in routers, and where it can; left out where it can be done on them. */
  notBuiltin?: string;
}

/** A lab folder that cannot be used, and everything that is wrong with it. */
export interface BrokenLab {
  folder: string;
  diagnostics: Diagnostic[];
}

export interface AttemptSummary {
  id: string;
  /** Undefined for a topology that was imported to be tried out. */
  lab: string | undefined;
  title: string;
  createdAt: string;
  usedAt: string;
  points: Points;
  /** Steps that have passed, of all. */
  passed: number;
  steps: number;
  place: PlaceView;
}

export interface Points {
  earned: number;
  of: number;
}

export interface ImportReport {
  format: string;
  name: string;
  nodes: { id: string; name: string; platform: Platform; model: string; interfaces: string[]; isSimulated: boolean }[];
  links: { id: string; ends: [{ node: string; interface: string }, { node: string; interface: string }] }[];
  diagnostics: Diagnostic[];
}

/** Everything a window shows of one attempt, sent anew whenever any of it changes. */
export interface AttemptView {
  id: string;
  title: string;
  lab: string | undefined;
  seed: string | undefined;
  /** False when another process holds the attempt: this one can only watch. */
  isWritable: boolean;
  nodes: NodeView[];
  links: LinkView[];
  tunnels: TunnelView[];
  steps: StepView[];
  /** The id of the step that the learner is at. */
  current: string | undefined;
  points: Points;
  security: SecurityView;
  /** What the engine is doing with the routers just now. */
  activity: Activity | undefined;
  /** Virtual time in milliseconds since the routers booted, and how many virtual seconds one second is. */
  clock: { now: number; factor: number };
  place: PlaceView;
  /** What can be done with these routers besides typing. */
  abilities: Abilities;
  notices: string[];
}

/** Where the routers are, for people: "GNS3 at the office", and the project or inventory there. */
export interface PlaceView {
  kind: 'builtin' | ServerKind | 'inventory';
  name: string;
  project: string | undefined;
}

export interface Abilities {
  /** Their time can be scaled and moved on: `setSpeed`, `advance`. */
  time: boolean;
  /** Nodes can be started and stopped: `power`. */
  power: boolean;
  /** What goes over their links can be seen: `onPackets`. */
  packets: boolean;
}

export interface NodeView {
  id: string;
  name: string;
  platform: Platform;
  model: string;
  /** The lab's name for it, when the lab has one. */
  role: string | undefined;
  state: 'stopped' | 'starting' | 'running' | 'suspended' | 'not simulated' | 'missing' | 'unreachable';
  reason: string | undefined;
  position: { x: number; y: number };
}

export interface LinkView {
  id: string;
  ends: [
    { node: string; interface: string; address: string | undefined },
    { node: string; interface: string; address: string | undefined },
  ];
}

export interface Activity {
  kind: 'starting' | 'stopping' | 'applying' | 'checking' | 'restoring';
  step: string | undefined;
  /** "show crypto ipsec sa on R3" */
  says: string;
}

export interface StepView {
  id: string;
  title: string;
  kind: 'change' | 'observe' | 'transient';
  points: Points;
  /** Markdown, variables replaced. */
  instructions: string;
  /** The model solution, per node. Empty for a step that configures nothing. */
  commands: { role: string; node: string; lines: string[] }[];
  hints: { taken: string[]; left: number; nextCost: number | undefined };
  questions: QuestionView[];
  /** The latest verdict. */
  verdict: StepVerdict | undefined;
  /** A transient state that has been seen and stays counted. */
  isLatched: boolean;
  /** What one returns to by restoring this step's beginning. */
  checkpoint: string | undefined;
}

/** A question of a step. What is right is not here: verdicts tell it when it may be told. */
export interface QuestionView {
  id: string;
  /** Markdown, variables replaced. */
  ask: string;
  /** How it is answered: by one of the choices, by any number of them, by a number, or by a text. */
  kind: 'choice' | 'choices' | 'number' | 'text';
  choices: { id: string; text: string }[];
  /** Ids of choices, or one text; nothing where it has not been answered. */
  answer: string[];
  /** The right answer was asked for: it comes with the next verdict, and the question earns nothing. */
  isShown: boolean;
}

export interface EvidenceView {
  id: string;
  role: string;
  command: string;
  text: string;
  takenAt: string;
  deviceTime: number;
  epoch: number;
}

export type AttemptEvent =
  | { kind: 'view'; view: AttemptView }
  /** The attempt could not be opened, or cannot go on; `message` says why. */
  | { kind: 'failed'; message: string; diagnostics: readonly Diagnostic[] };

export interface TerminalRequest {
  attempt: string;
  node: string;
  columns: number;
  rows: number;
}

export type TerminalEvent =
  /** The first event. `replay` is what the terminal had printed before, newest last. */
  | { kind: 'opened'; terminal: number; replay: Uint8Array }
  | { kind: 'output'; bytes: Uint8Array }
  | { kind: 'closed'; reason: string };

/** A topology file by its text; a portable GNS3 project, which is a zip archive, by its bytes. */
export type PickedTopology = { name: string } & (
  { text: string; bytes?: undefined } | { bytes: Uint8Array; text?: undefined }
);

export interface Laboratory extends Servers, Classes, Packets {
  labs(): Promise<{ labs: LabSummary[]; broken: BrokenLab[] }>;
  attempts(): Promise<AttemptSummary[]>;
  /** Begins a lab afresh; the id of the new attempt. A seed gives other addresses, names and keys. */
  begin(lab: string, seed: string | undefined, place?: Place): Promise<string>;
  /** Reads a topology file and tells what is in it. */
  readTopology(file: PickedTopology): Promise<ImportReport>;
  /** Keeps a topology to try it out without a lab; the id of the new attempt. */
  beginSandbox(file: PickedTopology): Promise<string>;
  removeAttempt(attempt: string): Promise<void>;

  /** Starts the attempt's routers unless they run, and follows the attempt. They stop some time after nobody follows. */
  onAttempt(attempt: string, listener: (event: AttemptEvent) => void): Stop;
  select(attempt: string, step: string): Promise<void>;
  /** Types the model solution of a step into its routers. */
  apply(attempt: string, step: string, roles: string[] | undefined): Promise<void>;
  check(attempt: string, step: string): Promise<StepVerdict>;
  /** Takes the next hint; its text. */
  hint(attempt: string, step: string): Promise<string>;
  /** Keeps an answer, ids of choices or one text, in place of the one before. The next check judges it. */
  answerQuestion(attempt: string, step: string, question: string, values: string[]): Promise<void>;
  /** Wants to know what is right: the next verdict tells, and the question earns nothing any more. */
  showAnswer(attempt: string, step: string, question: string): Promise<void>;
  /** Puts the routers back to what they are before this step when everything before it is done as the lab has it. */
  restore(attempt: string, step: string): Promise<void>;
  evidence(attempt: string, id: string): Promise<EvidenceView>;
  /**
   * How the keys of IPsec came from the pre-shared key, with every number that went in, as built-in routers can tell of
   * their own negotiations; undefined where there is nothing to tell.
   */
  keyStory(attempt: string): Promise<string | undefined>;
  /** Virtual seconds per second, from 1 to 100. */
  setSpeed(attempt: string, factor: number): Promise<void>;
  /** Lets virtual time pass at once. */
  advance(attempt: string, seconds: number): Promise<void>;
  /** Starts or stops nodes, all of them where none is named. Resolves when each has got there or has failed. */
  power(attempt: string, nodes: string[] | undefined, state: 'on' | 'off'): Promise<void>;

  /** What goes over a link of the attempt's topology from now on, by the link's id. */
  onPackets(attempt: string, link: string, listener: (event: PacketsEvent) => void): Stop;
  onTerminal(request: TerminalRequest, listener: (event: TerminalEvent) => void): Stop;
  type(terminal: number, bytes: Uint8Array): Promise<void>;
  resize(terminal: number, columns: number, rows: number): Promise<void>;
  /** So many bytes of output have been shown: more may follow. Without it output stops after 512 kB. */
  acknowledge(terminal: number, bytes: number): Promise<void>;
}

/** The names of the calls that are about labs and attempts. */
export const attemptCalls = [
  'labs',
  'attempts',
  'begin',
  'readTopology',
  'beginSandbox',
  'removeAttempt',
  'onAttempt',
  'select',
  'apply',
  'check',
  'hint',
  'answerQuestion',
  'showAnswer',
  'restore',
  'evidence',
  'keyStory',
  'setSpeed',
  'advance',
  'power',
  'onPackets',
  'onTerminal',
  'type',
  'resize',
  'acknowledge',
] as const satisfies readonly (keyof Laboratory)[];

/** The names of all calls: what a port is connected with. */
export const laboratoryCalls = [
  ...attemptCalls,
  ...serversCalls,
  ...classesCalls,
  ...packetsCalls,
] as const satisfies readonly (keyof Laboratory)[];
