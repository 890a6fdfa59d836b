/**
 * Where GNS3 keeps what a node starts with, below the node's own folder. IOS under Dynamips and IOU is given the file at
 * its start; a VPCS reads it; an IOSv finds it on a disk that GNS3 makes of a zip, where the template has that.
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
}

const plain = { pack: strToU8, unpack: textOf } as const;
/** What an IOSv looks for on its disks. */
const iosvFile = 'ios_config.txt';
/** No configuration of a router is longer. */
const longestText = 4 * 1024 * 1024;

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

/** Nothing where GNS3 has no place for it: what such a node starts with is on its own disk. */
export function startFileOf({ node_type: type, properties }: Gns3Node): StartFile | undefined {
  if (type === 'vpcs') return { ...plain, path: 'startup.vpc', property: 'startup_script' };
  if (type === 'iou') return { ...plain, path: 'startup-config.cfg', property: 'startup_config_content' };
  if (type === 'qemu' && properties?.create_config_disk === true && isIosv(properties))
    return { ...configDisk, property: 'startup_config_content' };
  const number = properties?.dynamips_id;
  if (type !== 'dynamips' || typeof number !== 'number') return undefined;
  return { ...plain, path: `configs/i${number}_startup-config.cfg`, property: 'startup_config_content' };
}

/** The same file below the project's folder. */
export function projectPathOf({ node_type: type, node_id: id }: Gns3Node, { path }: StartFile): string {
  return `project-files/${type}/${id}/${path}`;
}

function isIosv({ hda_disk_image: image }: Record<string, unknown>): boolean {
  return typeof image === 'string' && /^(?:vios|iosv)/i.test(image.replace(/^.*[/\\]/, ''));
}
