/** The election of the designated router of a network and of its backup (RFC 2328 section 9.4). */

export interface Candidate {
  router: number;
  /** On the network. */
  address: number;
  priority: number;
  /** Whom it declares to be designated, and backup: addresses on the network. */
  designated: number;
  backup: number;
}

export interface Elected {
  designated: number;
  backup: number;
}

function elect(candidates: readonly Candidate[]): Elected {
  const eligible = candidates.filter(({ priority }) => priority > 0);
  const backups = eligible.filter(({ address, designated }) => address !== designated);
  const declared = backups.filter(({ address, backup }) => address === backup);
  const backup = highest(declared.length > 0 ? declared : backups);
  const designated = highest(eligible.filter((one) => one.address === one.designated)) ?? backup;
  return { designated: designated?.address ?? 0, backup: designated === backup ? 0 : (backup?.address ?? 0) };
}

/** Run again when the first outcome changes what this router itself is, as the standard has it. */
export function electTwice(self: Candidate, others: readonly Candidate[]): Elected {
  const first = elect([self, ...others]);
  const declared = { ...self, designated: first.designated, backup: first.backup };
  const isChanged = roleOf(self, first) !== roleOf(self, self);
  return isChanged ? elect([declared, ...others]) : first;
}

function roleOf({ address }: Candidate, { designated, backup }: Elected): 'designated' | 'backup' | 'other' {
  if (address === designated) return 'designated';
  return address === backup ? 'backup' : 'other';
}

function highest(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].sort((a, b) => b.priority - a.priority || b.router - a.router)[0];
}
