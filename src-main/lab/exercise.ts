/** A lab for one learner: every variable replaced, every role bound to a node and every interface to its name there. */
import type { Diagnostic } from '../base/errors.ts';
import type { Expectation } from './expectation.ts';
import type { RolePlatform } from './role-platform.ts';
import type { Topology } from './topology.ts';

export interface Exercise {
  id: string;
  version: number;
  title: string;
  summary: string;
  level: 'beginner' | 'intermediate' | 'advanced';
  minutes: number;
  source: { title: string; author: string; year: number };
  /** Undefined: the values of the document that the lab follows. */
  seed: string | undefined;
  roles: Role[];
  links: ExerciseLink[];
  topology: Topology;
  steps: Step[];
  faults: Plan[];
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
  actions: Action[];
  expect: Expectation[];
  hints: { text: string; cost: number }[];
  checkpoint: string | undefined;
  brokenBy: Record<string, string[]>;
}

export type Action =
  | { id: string; kind: 'ping'; from: string; to: number; source: number | undefined; count: number; size: number }
  | { id: string; kind: 'clear'; on: string[]; what: 'sa' | 'isakmp' | 'session' }
  | { id: string; kind: 'wait'; seconds: number };

/** A fault or a distractor: lines typed on top of the solved steps. */
export interface Plan {
  id: string;
  title: string;
  after: string;
  step: string;
  lines: Record<string, string[]>;
}

/** What loading a lab gives: the exercise, or everything that is wrong with it. */
export type Loaded<T> = { ok: true; value: T; diagnostics: Diagnostic[] } | { ok: false; diagnostics: Diagnostic[] };
