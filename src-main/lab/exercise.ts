/** A lab for one learner: every variable replaced, every role bound to a node and every interface to its name there. */
import type { Diagnostic } from '../base/errors.ts';
import type { Expectation } from './expectation.ts';
import type { Question } from './question.ts';
import type { RolePlatform } from './role-platform.ts';
import type { Topology } from './topology.ts';

export interface Exercise {
  id: string;
  version: number;
  title: string;
  summary: string;
  level: 'beginner' | 'intermediate' | 'advanced';
  minutes: number;
  /** The document that the lab follows, and what is known of it. */
  source: { title: string; author?: string | undefined; year?: number | undefined };
  /** Undefined: the values of the document that the lab follows. */
  seed: string | undefined;
  roles: Role[];
  links: ExerciseLink[];
  topology: Topology;
  steps: Step[];
  faults: Fault[];
  broken: Broken | undefined;
  distractors: Plan[];
}

export interface Role {
  name: string;
  platform: RolePlatform;
  /** A node's id in the topology. */
  node: string;
  isGraded: boolean;
  interfaces: RoleInterface[];
  /** The start configuration, or nothing. */
  start: string;
}

export interface RoleInterface {
  /** What the lab calls it: wan, tunnel. */
  role: string;
  /** What the router calls it: FastEthernet0/0. */
  name: string;
  address: number;
  mask: number;
}

export interface ExerciseLink {
  name: string;
  ends: [RoleEnd, RoleEnd];
}

export interface RoleEnd {
  role: string;
  interface: string;
}

type StepKind = 'change' | 'observe' | 'transient';

export interface Step {
  id: string;
  title: string;
  kind: StepKind;
  points: number;
  /** Markdown. */
  instructions: string;
  /** The model solution: configuration lines by role. */
  commands: Record<string, string[]>;
  /** Of a step in which faults are mended that the seed has chosen: the lines that mend them. Nobody is shown them. */
  mend: Record<string, string[]>;
  actions: Action[];
  expect: Expectation[];
  /** What the learner is asked, and judged with the expectations. */
  questions: Question[];
  hints: { text: string; cost: number }[];
  checkpoint: string | undefined;
  brokenBy: Record<string, string[]>;
}

export interface PingAction {
  id: string;
  kind: 'ping';
  from: string;
  to: number;
  source: number | undefined;
  count: number;
  /** Bytes of the IP packet. */
  size: number;
  /** Whether nobody may break it into pieces. */
  df: boolean;
  /** Seconds that an answer is waited for; the device's own where it is undefined. */
  timeout: number | undefined;
}

/** One ping of each size. */
export interface SweepAction {
  id: string;
  kind: 'sweep';
  from: string;
  to: number;
  source: number | undefined;
  /** Bytes, rising. */
  sizes: number[];
  df: boolean;
}

export interface ClearAction {
  id: string;
  kind: 'clear';
  on: string[];
  what: 'sa' | 'isakmp' | 'session' | 'ikev2' | 'counters' | 'translations';
}

export type Action =
  | PingAction
  | SweepAction
  | ClearAction
  | { id: string; kind: 'traceroute'; from: string; to: number; source: number | undefined }
  | { id: string; kind: 'wait'; seconds: number }
  /** Time that passes at once where the provider can have it so; `until` ends it early. */
  | { id: string; kind: 'advance'; seconds: number; until: 'rekey' | undefined }
  | { id: string; kind: 'debug'; on: string[]; what: string[] }
  /** From here to the end of the step's actions. */
  | { id: string; kind: 'capture'; on: string };

/** A fault or a distractor: lines typed on top of the solved steps. */
export interface Plan {
  id: string;
  title: string;
  after: string;
  step: string;
  lines: Record<string, string[]>;
}

/** A fault, and the lines that mend it. */
export interface Fault extends Plan {
  mend: Record<string, string[]>;
}

/** With what a learner begins who is to mend a network. Nobody tells which faults they are. */
export interface Broken {
  /** Steps whose model solution is there when the learner begins. They are not among the steps to be done. */
  prepared: Step[];
  /** Ids of the faults that the seed has chosen, in the lab's order. */
  faults: string[];
  /** Ids of those that it chooses from. */
  from: string[];
  /** Whether it may choose more than one. */
  mayBeSeveral: boolean;
}

/** What loading a lab gives: the exercise, or everything that is wrong with it. */
export type Loaded<T> = { ok: true; value: T; diagnostics: Diagnostic[] } | { ok: false; diagnostics: Diagnostic[] };
