/** show version */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer, named } from '../values.ts';
import type { Version } from './version.ts';

class Versions extends Records<Version> {
  isInTechnologies = false;
  isInSuites = false;

  says(line: number, fields: Fields<Version>): void {
    if (!this.last) this.begin(line, { interfaces: [], disks: [], technologies: [] });
    this.set(line, fields);
  }
}

function says<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<Version>): Rule<Versions, G> {
  return rule<Versions, G>(pattern, (versions, groups, line) => versions.says(line, fields(groups)));
}

type Software = [codename: string | undefined, software: string, image: string, version: string, rest: string];

const SOFTWARE = [
  says<[string]>(/^Cisco IOS XE Software, Version (\S+)$/, ([xeVersion]) => ({ family: 'IOS XE', xeVersion })),
  says<[string]>(/^IOS XE Version: (\S+)$/, ([xeVersion]) => ({ family: 'IOS XE', xeVersion })),
  rule<Versions, Software>(
    /^(?:Cisco )?IOS(?: Software| \(tm\))(?: \[([^\]]+)\])?,? (.*?) ?Software \(([^)]+)\),(?: Experimental)? Version ([^\s,]+),?(.*)$/,
    (versions, [codename, software, image, version, rest], line) => {
      const isXe = versions.last?.family === 'IOS XE' || /IOS-XE/.test(software);
      versions.says(line, {
        family: isXe ? 'IOS XE' : 'IOS',
        software: software.replace(/^IOS-XE Software, /, '').trim(),
        image,
        version,
        codename,
        release: /\((fc\w+)\)/.exec(rest)?.[1],
      });
    },
  ),
  says<[string, string]>(/^Compiled (.+) by (\S+)$/, ([compiled, compiledBy]) => ({ compiled, compiledBy })),
  says<[string]>(/^Copyright \(c\) ([\d-]+) by [Cc]isco Systems, Inc\.$/, ([copyright]) => ({ copyright })),
  says<[string]>(/^ROM: ?(.*)$/, ([rommon]) => ({ rommon: named(rommon) })),
  says<[string]>(/^BOOTLDR: ?(.*)$/, ([bootLoader]) => ({ bootLoader: named(bootLoader) })),
];

const RUNNING = [
  says<[string]>(/^Uptime for this control processor is (.+)$/, ([uptime]) => ({ controlProcessorUptime: uptime })),
  says<[string, string]>(/^(\S+) uptime is (.+)$/, ([hostname, uptime]) => ({ hostname, uptime })),
  says<[string, string | undefined]>(
    /^System returned to ROM by +(.+?)(?: at (\d+:\d\d.*))?$/,
    ([returnedToRomBy, returnedToRomAt]) => ({ returnedToRomBy, returnedToRomAt }),
  ),
  says<[string]>(/^System restarted at (.+)$/, ([restartedAt]) => ({ restartedAt })),
  says<[string]>(/^System image file is "([^"]*)".*$/, ([systemImage]) => ({ systemImage })),
  says<[string]>(/^Last reload (?:reason|type): ?(.*)$/i, ([reason]) => ({ lastReloadReason: named(reason) })),
  says<[string]>(/^Last reset from (.+)$/, ([lastReset]) => ({ lastReset })),
  says<[string]>(/^Router operating mode: (\S+)$/, ([operatingMode]) => ({ operatingMode })),
  says<[string, string | undefined]>(
    /^Configuration register is (0x[0-9A-Fa-f]+)(?: \(will be (0x[0-9A-Fa-f]+) at next reload\))?$/,
    ([configurationRegister, next]) => ({ configurationRegister, nextConfigurationRegister: next }),
  ),
];

type Chassis = [chassis: string, processor: string | undefined, main: string, io: string | undefined];

const HARDWARE = [
  says<Chassis>(
    /^cisco (\S+)(?: \((?!revision)([^)]*)\))?(?: processor)?(?: \(revision [^)]*\))? with(?: +with)? +(\d+)K(?:\/(\d+)K)? bytes of (?:physical )?memory\.?$/i,
    ([chassis, processor, main, io]) => ({
      chassis,
      processor,
      mainMemoryKilobytes: integer(main),
      ioMemoryKilobytes: integer(io),
    }),
  ),
  says<[string]>(/^Processor board ID (\S+?)(?:,.*)?$/, ([processorBoard]) => ({ processorBoard })),
  says<[string]>(/^(\S+ CPU at .+)$/, ([cpu]) => ({ cpu })),
  rule<Versions, [string, string]>(
    /^(\d+) (\S.*?)(?:\/IEEE 802\.3)? interface(?:s|\(s\))?$/,
    ({ last }, [count, kind]) => last?.interfaces.push({ count: Number(count), kind }),
    ({ last }) => last !== undefined,
  ),
  says<[string]>(/^(\d+)K bytes of (?:non-volatile configuration memory|NVRAM)\.?$/, ([size]) => ({
    nvramKilobytes: integer(size),
  })),
  says<[string]>(/^(\d+)K bytes of physical memory\.?$/, ([size]) => ({ physicalMemoryKilobytes: integer(size) })),
  rule<Versions, [string, string, string | undefined]>(
    /^(\d+)K bytes of ?(.*?)(?: at (\S+:)\.?)?(?: \(.*\))?\.?$/,
    ({ last }, [size, kind, name]) => {
      const disk = { kilobytes: Number(size), kind: kind.trim() };
      last?.disks.push(name === undefined ? disk : { ...disk, name });
    },
    ({ last }) => last !== undefined,
  ),
  says<[string]>(/^Base [Ee]thernet MAC [Aa]ddress\s+: (\S+)$/, ([baseMac]) => ({ baseMac })),
  says<[string]>(/^Model [Nn]umber\s+: (\S+)$/, ([modelNumber]) => ({ modelNumber })),
  says<[string]>(/^System [Ss]erial [Nn]umber\s+: (\S+)$/, ([serialNumber]) => ({ serialNumber })),
];

const LICENCES = [
  rule<Versions>(/^Technology Package License Information:?.*$/, (versions) => {
    versions.isInTechnologies = true;
    versions.isInSuites = false;
  }),
  passes<Versions>(/^(?:Technology\b.*|Current\s+(?:Type\s+)?Next.*|-{10,})$/),
  // Catalyst 9000: what is in use names the technology, and its type has blanks.
  rule<Versions, [string, string, string]>(
    /^([a-z][\w-]*)\s+((?:Subscription )?Smart License|Permanent|Evaluation)\s+([a-z][\w-]*|None)$/,
    ({ last }, [current, type, nextReboot], line) =>
      last?.technologies.push({ technology: current, current, type, nextReboot, line }),
    ({ isInTechnologies }) => isInTechnologies,
  ),
  rule<Versions>(/^Suite\s+Suite Current\s+Type\s+Suite Next reboot$/, (versions) => {
    versions.isInSuites = true;
  }),
  rule<Versions, [string, string, string, string]>(
    /^([A-Za-z]\w*K9)\s+(\S+)\s+(\S+)\s+(\S+)$/,
    ({ last }, [suite, current, type, nextReboot], line) => {
      if (!last) return false;
      (last.suites ??= []).push({ suite, current, type, nextReboot, packages: [], line });
      return true;
    },
    ({ isInSuites }) => isInSuites,
  ),
  rule<Versions, [string]>(
    /^([a-z][\w-]*)$/,
    ({ last }, [name]) => last?.suites?.at(-1)?.packages.push(name),
    ({ isInSuites }) => isInSuites,
  ),
  rule<Versions, [string, string, string, string]>(
    /^([a-z][\w-]*)\s+([\w-]+)\s+([A-Z]\w+)\s+([\w-]+)$/,
    ({ last }, [technology, current, type, nextReboot], line) => {
      const state = { current: named(current), type: named(type), nextReboot: named(nextReboot) };
      const used = Object.fromEntries(Object.entries(state).filter(([, value]) => value !== undefined));
      last?.technologies.push({ technology, ...used, line });
    },
    ({ isInTechnologies }) => isInTechnologies,
  ),
  says<[string, string | undefined]>(/^License Level: ?(\S*)(?:\s+Type: (.+))?$/, ([level, type]) => ({
    licenseLevel: named(level),
    licenseType: type,
  })),
  says<[string]>(/^License Type: (.+)$/, ([licenseType]) => ({ licenseType })),
  says<[string]>(/^Next re(?:boot|load) license Level: ?(\S*)$/, ([level]) => ({ nextLicenseLevel: named(level) })),
  passes<Versions>(
    /^(?:License Information for|Suite License|Smart Licens|AIR License|Next reload AIR|Addon|Next reload addon).*$/,
  ),
];

/** Prose, and machine facts that no check rests on. */
const PROSE = [
  passes<Versions>(/^Cisco (?:Internetwork Operating System Software|IOS-XE software, Copyright .*)$/),
  passes<Versions>(
    /^(?:This product contains|States and local|use\. Delivery|third-party|Importers|compliance with|agree to|to comply|A summary of U\.S|If you require|export@|All rights reserved|licensed under|software code|with ABSOLUTELY|GPL code|documentation or|or the applicable|software\.|https?:|Technical Support)\b.*$/,
  ),
  passes<Versions>(/^(?:software\.|https?:\/\/.*|export@cisco\.com\.)$/),
  passes<Versions>(
    /^(?:Image text-base|Time since|.* Revision \S+|Bridging|X\.25|SuperLAT|TN3270|The current|Installation mode|License (?:Info|UDI)|Device#|\*?\d\s+\S+\s+\S+$|\d+ terminal lines?$|DRAM configuration|\d+ slot |(?:Motherboard|Power supply|Daughterboard|Model revision|Top Assembly|Version ID|CLEI|Hardware Board)).*$/i,
  ),
];

const TABLE = new RuleTable<Versions>([...SOFTWARE, ...RUNNING, ...HARDWARE, ...LICENCES, ...PROSE]);

/** The register comes last; what was filtered (`| include uptime`) has no copyright either. */
export function parseShowVersion(text: string): Parsed<Version> {
  const versions = new Versions();
  const reading = readLines(text, TABLE, versions);
  const { last } = versions;
  const isOpen = last?.copyright !== undefined && last.configurationRegister === undefined;
  return conclude(reading, versions.all, isOpen);
}
