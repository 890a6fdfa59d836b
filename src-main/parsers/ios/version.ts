/** What `show version` says. */
import type { Sourced } from '../parsed.ts';

export interface Version extends Sourced {
  /** The train of the operating system: IOS, or IOS XE where it says so. */
  family?: 'IOS' | 'IOS XE';
  /** IOS's own number: "12.4(24)T", "16.6.5", "03.04.06.SG". */
  version?: string;
  /** What IOS XE calls itself beside it: "16.06.05". */
  xeVersion?: string;
  /** "7200", "Catalyst 4500 L3 Switch", "Virtual XE". */
  software?: string;
  /** The feature set's image: "C7200-ADVIPSERVICESK9-M". */
  image?: string;
  /** "fc1". */
  release?: string;
  /** Of a build that is no release: "[BLD_V163_THROTTLE_20170410 118]". */
  label?: string;
  textBase?: string;
  dataBase?: string;
  /** "Everest". */
  codename?: string;
  compiled?: string;
  compiledBy?: string;
  copyright?: string;
  rommon?: string;
  bootLoader?: string;
  hostname?: string;
  /** As printed. */
  uptime?: string;
  controlProcessorUptime?: string;
  returnedToRomBy?: string;
  returnedToRomAt?: string;
  restartedAt?: string;
  /** "Time since R1 switched to active is …". */
  activeFor?: string;
  systemImage?: string;
  lastReloadReason?: string;
  /** "Normal Reload". */
  lastReloadType?: string;
  lastReset?: string;
  licenseLevel?: string;
  licenseType?: string;
  nextLicenseLevel?: string;
  addonLicenseLevel?: string;
  addonLicenseType?: string;
  nextAddonLicenseLevel?: string;
  airLicenseLevel?: string;
  nextAirLicenseLevel?: string;
  smartLicensingStatus?: string;
  /** Of a licence that limits it. */
  throughputKilobits?: number;
  /** "INSTALL", "BUNDLE". */
  installationMode?: string;
  chassis?: string;
  processor?: string;
  revision?: string;
  mainMemoryKilobytes?: number;
  ioMemoryKilobytes?: number;
  processorBoard?: string;
  cpu?: string;
  operatingMode?: string;
  interfaces: { count: number; kind: string }[];
  nvramKilobytes?: number;
  physicalMemoryKilobytes?: number;
  disks: { kilobytes: number; kind: string; name?: string }[];
  configurationRegister?: string;
  nextConfigurationRegister?: string;
  /** `Technology Package License Information`: what is licensed and what is in use ("securityk9" is for crypto). */
  technologies: { technology: string; current?: string; type?: string; nextReboot?: string; line: number }[];
  /** `Suite License Information`: suites and the packages in them. */
  suites?: { suite: string; current: string; type: string; nextReboot: string; packages: string[]; line: number }[];
  /** `License UDI`: a line for each device. */
  udi?: { product: string; serial: string; line: number }[];
  baseMac?: string;
  modelNumber?: string;
  serialNumber?: string;
  /** Assembly, part and revision numbers: "Motherboard assembly number". */
  parts?: VersionPart[];
  /** The switches of a stack. */
  switches?: StackedSwitch[];
}

export interface VersionPart {
  name: string;
  value: string;
  line: number;
}

export interface StackedSwitch {
  number: number;
  /** The one that answers: marked with an asterisk. */
  isActive: boolean;
  ports?: number;
  model?: string;
  version?: string;
  image?: string;
  mode?: string;
  /** What stands under its own heading, for those that do not answer: uptime, serial number. */
  parts?: VersionPart[];
  line: number;
}
