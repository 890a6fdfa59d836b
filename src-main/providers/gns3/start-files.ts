/**
 * Where GNS3 keeps what a node starts with, below the node's own folder. IOS under Dynamips and IOU is given the file at
 * its start; a VPCS reads it; an IOSv finds it on a disk that GNS3 makes of a zip, where the template has that. For other
 * machines and for containers it is kept in a file that nobody reads but us.
 */
import { strToU8, unzipSync, zipSync } from 'fflate';
import { textOf } from '../http/answer-text.ts';
import type { Gns3Node } from './answers.ts';

export interface StartFile {
  /** Below the node's folder. */
  path: string;
  pack(configuration: string): Uint8Array;
  unpack(bytes: Uint8Array): string;
  /** The property that importers read the text from. */
  property: 'startup_config_content' | 'startup_script';
  /** Whether nothing reads it when the node starts: it is to be typed. */
  isKeptOnly?: true;
}

const plain = { pack: strToU8, unpack: textOf } as const;
/** What an IOSv looks for on its disks. */
const iosvFile = 'ios_config.txt';
/** No configuration of a router is longer. */
const longestText = 4 * 1024 * 1024;

/** As the exporter of GNS3 projects has it. */
const keptOnly: StartFile = {
  ...plain,
  path: 'startup-config.cfg',
  property: 'startup_config_content',
  isKeptOnly: true,
};

const configDisk: Omit<StartFile, 'property'> = {
  path: 'config.zip',
  pack: (configuration) => zipSync({ [iosvFile]: strToU8(configuration) }),
  unpack: (bytes) => {
    const file = filesOf(bytes)[iosvFile];
    return file ? textOf(file) : '';
  },
};

/** A zip that is damaged holds nothing. */
function filesOf(bytes: Uint8Array): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => name === iosvFile && originalSize < longestText,
    });
  } catch {
    return {};
  }
}

/** Nothing for what starts with nothing: switches, clouds. */
export function startFileOf({
  node_type: type,
  properties,
}: Pick<Gns3Node, 'node_type' | 'properties'>): StartFile | undefined {
  switch (type) {
    case 'vpcs':
      return { ...plain, path: 'startup.vpc', property: 'startup_script' };
    case 'iou':
      return { ...plain, path: 'startup-config.cfg', property: 'startup_config_content' };
    case 'dynamips':
      return numbered(properties?.dynamips_id);
    case 'qemu':
      return readsDisk(properties) ? { ...configDisk, property: 'startup_config_content' } : keptOnly;
    case 'docker':
    case 'virtualbox':
    case 'vmware':
      return keptOnly;
    default:
      return undefined;
  }
}

function numbered(number: unknown): StartFile | undefined {
  if (typeof number !== 'number') return undefined;
  return { ...plain, path: `configs/i${number}_startup-config.cfg`, property: 'startup_config_content' };
}

/** The same file below the project's folder. */
export function projectPathOf({ node_type: type, node_id: id }: Gns3Node, { path }: StartFile): string {
  return `project-files/${type}/${id}/${path}`;
}

/** An IOSv, and a template that has the disk made. */
function readsDisk(properties: Gns3Node['properties']): boolean {
  const { create_config_disk: hasDisk, hda_disk_image: image } = properties ?? {};
  return hasDisk === true && typeof image === 'string' && /^(?:vios|iosv)/i.test(image.replace(/^.*[/\\]/, ''));
}
