/** The revisions of the .gns3 file. Source: reference notes on GNS3, and the versions written in the files themselves. */
import { describe, type Field } from '../field.ts';

/** Of GNS3 3.0. Projects of 1.0 to 1.2 have none, 1.3 wrote 2 and 3, 1.4 and 1.5 wrote 4, 2.0 wrote 5 to 7. */
const last = 10;

/** The revision that the project says; undefined when it says none, or none that makes sense. */
export function revisionOf(project: Field): number | undefined {
  const field = project.get('revision');
  if (!field.isPresent) return undefined;
  const revision = Number(field.value);
  if (!/^\d{1,9}$/.test(String(field.value))) {
    field.complain(
      'warning',
      `expected a revision from 1 to ${last}, found ${describe(field.value)}; it is not regarded`,
    );
    return undefined;
  }
  if (revision > last) {
    const version = project.get('version').name();
    const writer = version === undefined ? '' : ` of GNS3 ${version}`;
    field.complain('warning', `the revision ${revision}${writer} is newer than ${last}, and is read like ${last}`);
  }
  return revision;
}
