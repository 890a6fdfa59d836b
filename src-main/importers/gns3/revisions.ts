/** The revisions of the .gns3 file. Source: reference notes on GNS3, and the versions written in the files themselves. */
import { Refusal } from '../complaint.ts';
import { describe, type Field } from '../field.ts';

const first = 8;
const last = 10;

/** Releases that wrote a revision; earlier files say theirs in `version`. */
const releases: Readonly<Record<number, string>> = {
  2: '1.3',
  3: '1.4',
  4: '1.5',
  5: '2.0 alpha',
  6: '2.0 beta',
  7: '2.0',
};

/** The revision of the project, when it is one that can be read. */
export function knownRevision(project: Field): number {
  const field = project.get('revision');
  const revision = field.number();
  if (revision !== undefined && Number.isInteger(revision) && revision >= first && revision <= last) return revision;
  throw new Refusal('gns3-revision', whatIs(project, revision), {
    at: field.path,
    message: `expected a revision from ${first} to ${last}, found ${describe(field.value)}`,
    mend: 'open the project in GNS3 2.2 or 3.0 and save it, then import it again',
  });
}

function whatIs(project: Field, revision: number | undefined): string {
  const release = /^\d+\.\d+/.exec(project.get('version').name() ?? '')?.[0];
  const { value } = project.get('revision');
  if (value === undefined) return `a GNS3 ${release ?? '1.x'} project without a revision: not yet`;
  if (revision === undefined || !Number.isInteger(revision))
    return `a GNS3 project whose revision is ${describe(value)}, not a whole number`;
  return revision < first ? whatIsOlder(revision, release) : whatIsNewer(revision, release);
}

function whatIsOlder(revision: number, release: string | undefined): string {
  return `a GNS3 ${release ?? releases[revision] ?? '1.x'} project, revision ${revision}: not yet`;
}

function whatIsNewer(revision: number, release: string | undefined): string {
  const writer = release === undefined ? 'a GNS3 project' : `a GNS3 ${release} project`;
  return `${writer}, revision ${revision}: newer than the ${last} that QuickMode knows`;
}
