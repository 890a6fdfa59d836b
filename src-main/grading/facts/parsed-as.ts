/** Whose parsers read what a role prints. */
import type { Role } from '../../lab/exercise.ts';
import type { ParsedPlatform } from '../../parsers/command-parser.ts';

/** FRR and VyOS are Linux with a command line of their own above it. */
export function parsedAs(platform: Role['platform']): ParsedPlatform {
  return platform === 'frr' || platform === 'vyos' ? 'linux' : platform;
}
