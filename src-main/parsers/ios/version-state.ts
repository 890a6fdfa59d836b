/** What is read of `show version` so far, and rules that say more of it. */
import { Records, type Fields } from '../records.ts';
import { rule, type Groups, type Rule } from '../rules.ts';
import type { StackedSwitch, Version, VersionPart } from './version.ts';

export class Versions extends Records<Version> {
  isInTechnologies = false;
  isInSuites = false;
  /** The switch of a stack whose own lines follow. */
  member: StackedSwitch | undefined;

  says(line: number, fields: Fields<Version>): void {
    if (!this.last) this.begin(line, { interfaces: [], disks: [], technologies: [] });
    this.set(line, fields);
  }

  /** A fact of the switch whose heading came last, or of the device itself. */
  addPart(part: VersionPart): boolean {
    if (this.member) (this.member.parts ??= []).push(part);
    else if (this.last) (this.last.parts ??= []).push(part);
    return this.last !== undefined;
  }
}

export function says<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<Version>): Rule<Versions, G> {
  return rule<Versions, G>(pattern, (versions, groups, line) => versions.says(line, fields(groups)));
}
