/** Which controllers we talk to: CML 2.7 is the oldest whose calls Cisco's own client still knows. */
import { Failure } from '../../base/errors.ts';

const oldest = [2, 7] as const;

/**
 * @param version as the controller says it: "2.7.0+build.4"
 * @throws Failure not-supported: old-server; unreachable: not-cml
 */
export function assertSupported(version: string, server: string): void {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined)
    throw new Failure('unreachable', 'not-cml', `${server} says that it is version "${version}", which no CML 2 is.`);
  const isOlder = Number(major) < oldest[0] || (Number(major) === oldest[0] && Number(minor) < oldest[1]);
  if (isOlder)
    throw new Failure(
      'not-supported',
      'old-server',
      `${server} runs CML ${version}. QuickMode talks to CML 2.7 and later: the calls of earlier releases differ, and ` +
        'Cisco no longer keeps them. Update the server, or save the lab as YAML there and import the file.',
    );
}
