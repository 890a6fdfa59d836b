/** show version: an appliance, a module, a virtual one, or a context of one; releases 7.x to 9.20. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { appended, integer } from '../values.ts';

export interface AsaVersion extends Sourced {
  /** "Adaptive Security Appliance", "PIX Firewall", "FWSM Firewall". */
  product: string;
  version: string;
  /** `<context>`, `<system>`. */
  context?: string;
  systemVersion?: string;
  deviceManagerVersion?: string;
  /** As printed: "Mon 15-Feb-16 19:00 PST". */
  compiled?: string;
  compiledBy?: string;
  imageFile?: string;
  configurationAtBoot?: string;
  hostname?: string;
  /** As printed: "41 days 19 hours". */
  uptime?: string;
  /** `failover cluster up …`. */
  failoverUptime?: string;
  slot?: number;
  /** All of it, as printed: "ASAv, 2048 MB RAM, CPU Pentium II 1800 MHz". */
  hardwareText?: string;
  /** "ASA5515". */
  hardware?: string;
  modelId?: string;
  memoryMegabytes?: number;
  processor?: string;
  processorCount?: number;
  coreCount?: number;
  flash?: string;
  biosFlash?: string;
  encryptionHardware?: string;
  microcodes?: Record<string, string>;
  acceleratorCount?: number;
  interfaces: AsaVersionInterface[];
  licenseMode?: string;
  licenseState?: string;
  /** Licensed features by name, those of the platform first and then of the cluster, as printed. */
  features: LicensedFeature[];
  licenseSummary?: string;
  serialNumbers?: string[];
  activationKeys?: string[];
  imageType?: string;
  keyVersion?: string;
  /** Who, and when; absent when nobody has since it started. */
  lastModified?: string;
  configurationRegister?: string;
}

export interface AsaVersionInterface {
  line: number;
  number: number;
  /** "Ext", "Int". */
  kind?: string;
  name: string;
  address?: string;
  irq?: number;
}

export interface LicensedFeature {
  line: number;
  name: string;
  value: string;
  /** "perpetual", "56 days". */
  duration?: string;
  /** Of both units together. */
  isOfCluster: boolean;
}

class Versions extends Records<AsaVersion> {
  isInFeatures = false;
  isOfCluster = false;
  isInMicrocode = false;
}

const hasVersion = ({ last }: Versions): boolean => last !== undefined;

function fact<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<AsaVersion>): Rule<Versions, G> {
  return rule<Versions, G>(pattern, (versions, groups, line) => versions.set(line, fields(groups)), hasVersion);
}

const SOFTWARE = [
  rule<Versions, [string, string, string | undefined]>(
    /^Cisco (Adaptive Security Appliance|PIX Security Appliance|PIX Firewall|FWSM Firewall) (?:Software )?Version (\S+)(?: <(\w+)>)?$/,
    (versions, [product, version, context], line) => {
      versions.begin(line, { product, version, interfaces: [], features: [] });
      versions.set(line, { version, context });
    },
  ),
  fact<[string]>(/^SSP Operating System Version (\S+)$/, ([systemVersion]) => ({ systemVersion })),
  fact<[string]>(/^(?:Firepower Extensible Operating System Version|FXOS Version) (\S+)$/, ([systemVersion]) => ({
    systemVersion,
  })),
  fact<[string]>(/^Device Manager Version (\S+)$/, ([deviceManagerVersion]) => ({ deviceManagerVersion })),
  fact<[string, string | undefined]>(/^Compiled on (.+?)(?: by (\S+))?$/, ([compiled, compiledBy]) => ({
    compiled,
    compiledBy,
  })),
  fact<[string]>(/^System image file is "(.*)"$/, ([imageFile]) => ({ imageFile })),
  fact<[string]>(/^Config file at boot (?:was|is) "(.*)"$/, ([file]) => ({ configurationAtBoot: file })),
  fact<[string, string]>(/^failover cluster up (\d.*)()$/, ([failoverUptime]) => ({ failoverUptime })),
  fact<[string, string]>(
    /^([\w.\-/]+) up (\d+ (?:year|month|week|day|hour|min|sec)s?\b.*|\d[\dhms: ]*)$/,
    ([hostname, uptime]) => ({ hostname, uptime }),
  ),
  passes<Versions>(/^Start-up time.*$/),
];

const HARDWARE = [
  fact<[string]>(/^SSP Slot Number: (\d+)$/, ([slot]) => ({ slot: integer(slot) })),
  fact<[string, string, string, string, string | undefined, string | undefined]>(
    /^Hardware:\s+(([^,]+), (\d+) MB RAM, CPU ([^,]+)(?:, (\d+) CPUs?(?: \((\d+) cores?\))?)?),?$/,
    ([hardwareText, hardware, memory, processor, count, cores]) => ({
      hardwareText,
      hardware,
      memoryMegabytes: integer(memory),
      processor,
      processorCount: integer(count),
      coreCount: integer(cores),
    }),
  ),
  fact<[string]>(/^Model Id:\s+(\S+)$/, ([modelId]) => ({ modelId })),
  fact<[string]>(/^((?:Internal |Slot \d+: )?(?:ATA )?Compact Flash,? .+)$/, ([flash]) => ({ flash })),
  fact<[string]>(/^Internal (ATA Compact Flash, .+)$/, ([flash]) => ({ flash })),
  passes<Versions>(/^Slot \d+: .*$/),
  passes<Versions>(/^(?:Flash|Disk\d) .*$/),
  fact<[string]>(/^BIOS Flash (.+)$/, ([biosFlash]) => ({ biosFlash })),
  fact<[string]>(/^Encryption hardware device\s*: ([^(]+|.+ \(revision \w+\))$/, ([encryptionHardware]) => ({
    encryptionHardware,
  })),
  rule<Versions, [string, string]>(
    /^((?:Boot|SSL\/IKE|IPSec|IPsec) microcode)\s*: (\S+)$/,
    ({ last }, [name, value], line) => {
      if (!last) return;
      last.microcodes = { ...last.microcodes, [name]: value };
      last.at[name] = line;
    },
    hasVersion,
  ),
  fact<[string]>(/^Number of accelerators: (\d+)$/, ([count]) => ({ acceleratorCount: integer(count) })),
  passes<Versions>(/^(?:Baseboard|CPU|Total number).*$/),
  rule<Versions, [string, string | undefined, string, string | undefined, string | undefined]>(
    /^(\d+)\s?: (?:(Ext|Int): )?(\S+(?: \S+)*?)\s*: (?:address is (\S+), )?irq (\d+)$/,
    ({ last }, [number, kind, name, address, irq], line) =>
      last?.interfaces.push({
        line,
        number: Number(number),
        ...(kind === undefined ? {} : { kind }),
        name,
        ...(address === undefined ? {} : { address }),
        irq: Number(irq),
      }),
    hasVersion,
  ),
  rule<Versions, [string, string | undefined, string]>(
    /^(\d+)\s?: (?:(Ext|Int): )?(Not (?:licensed|used)|\S+)\s*: irq \d+$/,
    ({ last }, [number, kind, name], line) =>
      last?.interfaces.push({ line, number: Number(number), ...(kind === undefined ? {} : { kind }), name }),
    hasVersion,
  ),
];

const LICENCE = [
  fact<[string]>(/^License mode: (.+)$/, ([licenseMode]) => ({ licenseMode })),
  fact<[string]>(/^ASAv? ?Platform License State: (.+)$/, ([licenseState]) => ({ licenseState })),
  passes<Versions>(/^(?:No active entitlement|\*Memory resource|\*Less virtual CPUs|\*?Active entitlement).*$/),
  rule<Versions>(
    /^Licensed features for this (?:platform|user context):$/,
    (versions) => {
      versions.isInFeatures = true;
      versions.isOfCluster = false;
    },
    hasVersion,
  ),
  rule<Versions>(
    /^Failover cluster licensed features for this platform:$/,
    (versions) => {
      versions.isInFeatures = true;
      versions.isOfCluster = true;
    },
    hasVersion,
  ),
  fact<[string]>(/^(?:This|The Running) (?:platform|Activation Key).* (?:has|is) (.+)$/i, ([licenseSummary]) => ({
    licenseSummary,
  })),
  rule<Versions, [string]>(/^Serial Number: (\S+)$/, ({ last }, [serial], line) => listIn(last, 'serialNumbers', serial, line), hasVersion), // prettier-ignore
  rule<Versions, [string]>(
    /^Running (?:Permanent |Timebased )?Activation Key: ((?:0x[0-9A-Fa-f]+\s*)+)$/,
    ({ last }, [key], line) => listIn(last, 'activationKeys', key.trim(), line),
    hasVersion,
  ),
  fact<[string]>(/^Image type\s*: (.+)$/, ([imageType]) => ({ imageType })),
  fact<[string]>(/^Key [Vv]ersion\s*: (.+)$/, ([keyVersion]) => ({ keyVersion })),
  fact<[string]>(/^Configuration last modified by (.+)$/, ([lastModified]) => ({
    lastModified,
  })),
  fact<[string]>(/^Configuration register is (0x[0-9A-Fa-f]+)(?: .*)?$/, ([configurationRegister]) => ({
    configurationRegister,
  })),
  passes<Versions>(
    /^(?:Configuration has not been modified since|The flash|License|Smart|The (?:Running|Permanent|Time-based) Activation Key).*$/i,
  ),
  rule<Versions, [string, string, string | undefined]>(
    /^(?!Running|Failover cluster|Serial|Image|Key|Licensed|License)([A-Z](?:[\w/ .\-()]*[\w/.\-()])?)\s*: (\S+(?: \S+)*)(?:(?:\s{2,}|\t)\s*(\S.*))?$/,
    ({ last, isOfCluster }, [name, value, duration], line) =>
      last?.features.push({ line, name, value, ...(duration === undefined ? {} : { duration }), isOfCluster }),
    ({ isInFeatures }) => isInFeatures,
  ),
];

function listIn(
  last: AsaVersion | undefined,
  field: 'serialNumbers' | 'activationKeys',
  value: string,
  line: number,
): void {
  if (!last) return;
  last[field] = appended(last[field], value);
  last.at[field] = line;
}

const TABLE = new RuleTable<Versions>([...SOFTWARE, ...HARDWARE, ...LICENCE]);

export function parseShowVersion(text: string): Parsed<AsaVersion> {
  const versions = new Versions();
  const reading = readLines(text, TABLE, versions);
  return conclude(reading, versions.all, versions.last !== undefined && versions.last.hardware === undefined);
}
