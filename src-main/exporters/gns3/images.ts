/**
 * The images that a GNS3 server is asked for: a project has to name one for each router. They are called as in GNS3's
 * own appliances, by the release of the node where that is known; whoever has another image chooses it in GNS3.
 */
import type { TopologyNode } from '../../lab/topology.ts';

/** Feature set and usual release of each platform of Dynamips, and the memory that it wants, in megabytes. */
const routers: Readonly<Record<string, { set: string; release: string; ram: number }>> = {
  c1700: { set: 'adventerprisek9-mz', release: '12.4(25d)', ram: 160 },
  c2600: { set: 'adventerprisek9-mz', release: '12.4(25d)', ram: 160 },
  c2691: { set: 'adventerprisek9-mz', release: '12.4(15)T14', ram: 192 },
  c3600: { set: 'a3jk9s-mz', release: '12.4(25d)', ram: 192 },
  c3725: { set: 'adventerprisek9-mz', release: '12.4(15)T14', ram: 128 },
  c3745: { set: 'adventerprisek9-mz', release: '12.4(25d)', ram: 256 },
  c7200: { set: 'adventerprisek9-mz', release: '15.2(4)M7', ram: 512 },
};

export function isDynamipsPlatform(platform: string): boolean {
  return Object.hasOwn(routers, platform);
}

export function routerImage(platform: string, { release }: TopologyNode): { image: string; ram: number } {
  const {
    set,
    release: usual,
    ram,
  } = routers[platform] ?? { set: 'adventerprisek9-mz', release: '12.4(25d)', ram: 256 };
  const words = spelled(release) ?? spelled(usual) ?? '';
  return { image: `${platform}-${set}.${words}.image`, ram };
}

/** 12.4(15)T14 is 124-15.T14 in the name of an image. */
function spelled(release: string | undefined): string | undefined {
  const [, major, minor, build, train = ''] = /^(1\d)\.(\d)\((\d+[a-z]?)\)(\w*)$/.exec(release ?? '') ?? [];
  if (major === undefined) return undefined;
  return `${major}${minor}-${build}${train === '' ? '' : `.${train}`}`;
}

export interface Machine {
  /** Properties of a QEMU node that name images. */
  images: Readonly<Record<string, string>>;
  ram: number;
}

interface Disk {
  /** @param words the release as in names of images, "159-3.m9", or the number of IOS XE */
  file: (words: string) => string;
  usual: string;
  ram: number;
}

const fixed = (file: string, ram: number): Disk => ({ file: () => file, usual: '', ram });

const disks: Readonly<Record<string, Disk>> = {
  iosv: { file: (words) => `vios-adventerprisek9-m.spa.${words}.qcow2`, usual: '159-3.m9', ram: 512 },
  iosvl2: fixed('vios_l2-adventerprisek9-m.ssa.high_iron_20200929.qcow2', 768),
  csr1000v: { file: (words) => `csr1000v-universalk9.${words}-serial.qcow2`, usual: '17.03.08', ram: 4096 },
  cat8000v: { file: (words) => `c8000v-universalk9_8G_serial.${words}.qcow2`, usual: '17.09.01a', ram: 4096 },
  asav: fixed('asav9-12-2.qcow2', 2048),
  nxosv9000: fixed('nxosv9500-9.3.9.qcow2', 12_288),
  nxosv: fixed('nxosv-7.3.0.1.qcow2', 3072),
  iosxrv: fixed('iosxrv-k9-demo-6.1.3.qcow2', 3072),
  iosxrv9000: fixed('xrv9k-fullk9-x.vrr-6.1.3.qcow2', 16_384),
  'cat9000v-uadp': fixed('cat9kv_prd.17.10.01prd7.qcow2', 18_432),
};

/** By the definition of CML that a node comes nearest to. */
export function machineOf(definition: string, { release = '' }: TopologyNode): Machine | undefined {
  const family = /^cat9000v/.test(definition) ? 'cat9000v-uadp' : definition;
  const found = Object.hasOwn(disks, family) ? disks[family] : undefined;
  if (!found) return undefined;
  const words = /^1[67]\.[\d.]+[a-z]?$/.test(release) ? release : spelled(release)?.toLowerCase();
  return { images: { hda_disk_image: found.file(words ?? found.usual) }, ram: found.ram };
}
