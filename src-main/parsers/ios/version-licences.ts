/** What `show version` says of licences. */
import { passes } from '../records.ts';
import { rule } from '../rules.ts';
import { named, withValues } from '../values.ts';
import { says, type Versions } from './version-state.ts';

export const LICENCES = [
  rule<Versions>(/^Technology Package License Information:?.*$/, (versions) => {
    versions.isInTechnologies = true;
    versions.isInSuites = false;
  }),
  passes<Versions>(/^(?:Technology\b.*|Current\s+(?:Type\s+)?Next.*|-{4,}(?:\s+-+)*)$/),
  // Catalyst 9000: what is in use names the technology, and its type has blanks.
  rule<Versions, [string, string, string]>(
    /^([a-z][\w-]*)\s+((?:Subscription )?Smart License|Permanent|Evaluation)\s+([a-z][\w-]*|None)$/,
    ({ last }, [current, type, nextReboot], line) =>
      last?.technologies.push({ technology: current, current, type, nextReboot, line }),
    ({ isInTechnologies }) => isInTechnologies,
  ),
  // IOS XE on routers: the type has blanks, and there may be no licence.
  rule<Versions, [string, string, string, string]>(
    /^([a-z][\w-]*)\s+([\w-]+)\s+((?:Subscription )?Smart License)\s+([\w-]+)$/,
    ({ last }, [technology, current, type, nextReboot], line) =>
      last?.technologies.push({ technology, current, type, nextReboot, line }),
    ({ isInTechnologies }) => isInTechnologies,
  ),
  rule<Versions>(/^Suite\s+Suite Current\s+Type\s+Suite Next reboot$/, (versions) => {
    versions.isInSuites = true;
  }),
  rule<Versions, [string, string, string, string]>(
    /^([A-Za-z]\w*K9)\s+(\S+)\s+((?:Subscription )?Smart License|\S+)\s+(\S+)$/,
    ({ last }, [suite, current, type, nextReboot], line) => {
      if (!last) return false;
      (last.suites ??= []).push({ suite, current, type, nextReboot, packages: [], line });
      return true;
    },
    ({ isInSuites }) => isInSuites,
  ),
  rule<Versions, [string]>(
    // A shorter word is the rest of a line that a terminal broke.
    /^([a-z][\w-]{3,})$/,
    ({ last }, [name]) => last?.suites?.at(-1)?.packages.push(name),
    ({ isInSuites }) => isInSuites,
  ),
  rule<Versions, [string, string, string, string]>(
    /^([a-z][\w-]*)\s+([\w-]+)\s+([A-Z]\w+)\s+([\w-]+)$/,
    ({ last }, [technology, current, type, nextReboot], line) => {
      const state = { current: named(current), type: named(type), nextReboot: named(nextReboot) };
      last?.technologies.push({ technology, ...withValues(state), line });
    },
    ({ isInTechnologies }) => isInTechnologies,
  ),
  says<[string, string | undefined]>(/^License Level: ?(\S*)(?:\s+Type: (.+))?$/, ([level, type]) => ({
    licenseLevel: named(level),
    licenseType: type,
  })),
  says<[string]>(/^License Type: (.+)$/, ([licenseType]) => ({ licenseType })),
  says<[string]>(/^Next re(?:boot|load) license Level: ?(\S*)$/, ([level]) => ({ nextLicenseLevel: named(level) })),
  says<[string]>(/^Addon License Level: ?(.*)$/, ([level]) => ({ addonLicenseLevel: named(level) })),
  says<[string]>(/^Addon License Type: ?(.*)$/, ([type]) => ({ addonLicenseType: named(type) })),
  says<[string]>(/^Next reload addon license Level: ?(.*)$/, ([level]) => ({ nextAddonLicenseLevel: named(level) })),
  says<[string]>(/^AIR License Level: ?(.*)$/, ([level]) => ({ airLicenseLevel: named(level) })),
  says<[string]>(/^Next reload AIR license Level: ?(.*)$/, ([level]) => ({ nextAirLicenseLevel: named(level) })),
  says<[string]>(/^Smart Licensing Status: ?(.*)$/, ([status]) => ({ smartLicensingStatus: named(status) })),
  passes<Versions>(/^(?:License Information for|Suite License|Smart Licens).*$/),
];
