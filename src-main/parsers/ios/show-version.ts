/** show version */
import { conclude } from '../account.ts';
import type { Parsed } from '../parsed.ts';
import { passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, named } from '../values.ts';
import { HARDWARE } from './version-hardware.ts';
import { LICENCES } from './version-licences.ts';
import { Versions, says } from './version-state.ts';
import type { Version } from './version.ts';

type Software = [codename: string | undefined, software: string, image: string, version: string, rest: string];

const SOFTWARE = [
  // `Version 03.16.04b.S - Extended Support Release`
  says<[string]>(/^Cisco IOS XE Software, Version (\S+)(?: - .*)?$/, ([xeVersion]) => ({
    family: 'IOS XE',
    xeVersion,
  })),
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
        label: /\[[^\]]*\]/.exec(rest)?.[0],
      });
    },
  ),
  says<[string, string]>(
    /^Image text-base: (0x[0-9A-Fa-f]+), data-base: (0x[0-9A-Fa-f]+)$/,
    ([textBase, dataBase]) => ({
      textBase,
      dataBase,
    }),
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
  says<[string, string]>(/^Time since (\S+) switched to active is (.+)$/, ([, activeFor]) => ({ activeFor })),
  says<[string]>(/^The current throughput level is (\d+) kbps$/, ([rate]) => ({ throughputKilobits: integer(rate) })),
  says<[string]>(/^Installation mode is (\S+)$/, ([installationMode]) => ({ installationMode })),
  says<[string]>(/^System restarted at (.+)$/, ([restartedAt]) => ({ restartedAt })),
  says<[string]>(/^System image file is "([^"]*)".*$/, ([systemImage]) => ({ systemImage })),
  says<[string]>(/^Last reload reason: ?(.*)$/i, ([reason]) => ({ lastReloadReason: named(reason) })),
  says<[string]>(/^Last reload type: ?(.*)$/i, ([type]) => ({ lastReloadType: named(type) })),
  says<[string]>(/^Last reset from (.+)$/, ([lastReset]) => ({ lastReset })),
  says<[string]>(/^Router operating mode: (\S+)$/, ([operatingMode]) => ({ operatingMode })),
  says<[string, string | undefined]>(
    /^Configuration register is (0x[0-9A-Fa-f]+)(?: \(will be (0x[0-9A-Fa-f]+) at next reload\))?$/,
    ([configurationRegister, next]) => ({ configurationRegister, nextConfigurationRegister: next }),
  ),
];

/** Prose, and machine facts that no check rests on. */
const PROSE = [
  passes<Versions>(/^Cisco (?:Internetwork Operating System Software|IOS-XE software, Copyright .*)$/),
  passes<Versions>(
    /^(?:This product contains|States and local|use\. Delivery|third-party|Importers|compliance with|agree to|to comply|A summary of U\.S|If you require|export@|All rights reserved|licensed under|software code|with ABSOLUTELY|GPL code|documentation or|or the applicable|software\.|https?:|T(?:echnical|AC) Support)\b.*$/,
  ),
  passes<Versions>(
    /^(?:PCI bus |Current configuration on bus|This configuration is within|Please refer to the following|Hardware Configuration Guidelines|for \w+ bandwidth points|Controller-managed|Autonomous$).*$/,
  ),
  passes<Versions>(/^(?:software\.|https?:\/\/.*|export@cisco\.com\.)$/),
  passes<Versions>(
    /^(?:Bridging|X\.25|SuperLAT|TN3270|Basic Rate|Primary Rate|The current|License (?:Info|UDI)|\d+ terminal lines?$|DRAM configuration|\d+ slot |Image text-base|Compiled|The password-recovery|Last reset|Time source|Load for|Switch Family|SPE|Evaluation|To determine|Model rev|Reported|\*+ .*|ROM:|\w+ processor: part).*$/i,
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
