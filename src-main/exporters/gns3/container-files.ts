/**
 * What a container of GNS3 starts with, as files. GNS3 keeps /etc/network of every container beside it, with the folders
 * that its template names, and has ifup read the former's `interfaces` at each start, before the container's own program.
 * Source: GNS3 server, compute/docker/resources/init.sh, read for its facts; busybox's ifup is used where the image has
 * none of its own.
 */
import type { Platform } from '../../lab/topology.ts';
import type { CompanionFile } from '../exported.ts';
import { linuxStart } from '../typed-start.ts';

const script = '/etc/network/quickmode-start.sh';
const ownPath = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:$PATH';

/**
 * Paths are below the node's folder.
 * @param platform a router's operating system comes in containers as well, and its configuration is no shell's script
 * @param volumes the folders that the template says are kept
 * @returns undefined where the text is to be typed instead
 */
export function containerFiles(platform: Platform, text: string, volumes?: unknown): CompanionFile[] | undefined {
  if (platform !== 'linux') return undefined;
  switch (linuxStart(text)) {
    case 'interfaces':
      return [fileOf('/etc/network/interfaces', text)];
    case 'shell':
      return [
        fileOf('/etc/network/interfaces', `auto eth0\niface eth0 inet manual\n\tup sh ${script}\n`),
        fileOf(script, `#!/bin/sh\n${ownPath}\n${text.endsWith('\n') ? text : `${text}\n`}`),
      ];
    case 'frr':
      return keepsSaved('frr', volumes) ? [fileOf('/etc/frr/frr.conf', text)] : undefined;
    default:
      return undefined;
  }
}

/** Where a command line saves what it was told. */
const SAVED_IN: Readonly<Record<string, string>> = { frr: '/etc/frr', vyos: '/config' };

/**
 * Whether what a command line saves outlives the container: GNS3 takes that away when the project is closed, and makes
 * it anew of its image and the folders that are kept.
 */
export function keepsSaved(commandLine: string, volumes: unknown): boolean {
  const folder = SAVED_IN[commandLine];
  return folder !== undefined && keeps(volumes, folder);
}

const fileOf = (path: string, text: string): CompanionFile => ({ path: path.slice(1), text });

/** Whether the folder, or one that holds it, outlives the container. */
function keeps(volumes: unknown, folder: string): boolean {
  if (!Array.isArray(volumes)) return false;
  return volumes.some(
    (one) => typeof one === 'string' && one !== '' && `${folder}/`.startsWith(one.replace(/\/*$/, '/')),
  );
}
