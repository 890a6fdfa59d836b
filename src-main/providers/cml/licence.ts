/**
 * What the licence of a controller says about starting so many nodes, before anybody waits for them. It is a warning
 * and no refusal: the controller itself decides when a node starts. Source: licensing.py of the controller's schemas.
 */
import type { z } from 'zod';
import type { Topology } from '../../lab/topology.ts';
import type { licensingAnswer } from './answers.ts';

type Licensing = z.infer<typeof licensingAnswer>;

/** Of the words for both statuses; all others are of licences with which nodes start. */
const bad = /EXPIRED|OUT_OF_COMPLIANCE|NOT_AUTHORIZED|FAILED/i;
const counted = /NODE_COUNT/i;

/** @returns one sentence for each thing that may keep nodes from starting */
export function licenceWarnings({ registration, authorization, features }: Licensing, { nodes }: Topology): string[] {
  const trouble = [
    ['registration', registration?.status],
    ['authorization', authorization?.status],
  ] as const;
  const warnings = trouble.flatMap(([what, status]) =>
    bad.test(status ?? '')
      ? [`the licence of the server may keep nodes from starting: its ${what} is ${status ?? ''}`]
      : [],
  );
  // Switches and ways out run without being counted.
  const wanted = nodes.filter(({ platform }) => platform !== 'switch' && platform !== 'cloud').length;
  const most = features?.find(({ id }) => counted.test(id))?.max ?? undefined;
  if (most === undefined || most === 0 || wanted <= most) return warnings;
  return [...warnings, `the licence of the server lets ${most} nodes run at a time, and this topology has ${wanted}`];
}
