import type { Platform } from '../channel/platform.ts';
import { ios } from './ios.ts';

/**
 * Cisco ASA 9.x: the ways of IOS with a pager of its own (netmiko's `cisco_asa`: `terminal pager 0`). The width of a
 * terminal is configuration there, and is left alone.
 */
export const asa: Platform = {
  ...ios,
  name: 'asa',
  pager: { prompt: /^<--- More --->$/, next: ' ', quit: 'q' },
  preparation: ['terminal pager 0'],
  login: { ...ios.login, refused: /^(?:Access denied|Invalid password|% ?(?:Login invalid|Authentication failed))/ },
};
