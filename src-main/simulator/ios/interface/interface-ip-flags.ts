/**
 * ip unreachables, ip redirects and ip proxy-arp, which are on until they are turned off, and ip tcp adjust-mss: what an
 * interface does about packets beyond passing them on.
 */
import { usuallySet } from '../../cli/configuration.ts';
import type { Interface } from '../../router/interface.ts';
import { interfaceMode } from '../modes.ts';

type Flag = 'sendsUnreachables' | 'sendsRedirects' | 'answersForOthers';

/** In the order in which 12.4 writes them. */
const flags: readonly { readonly words: string; readonly help: string; readonly flag: Flag }[] = [
  { words: 'ip redirects', help: 'Enable sending ICMP Redirect messages', flag: 'sendsRedirects' },
  { words: 'ip unreachables', help: 'Enable sending ICMP Unreachable messages', flag: 'sendsUnreachables' },
  { words: 'ip proxy-arp', help: 'Enable proxy ARP', flag: 'answersForOthers' },
];

export function declareInterfaceIpFlags(): void {
  for (const { words, help, flag } of flags) {
    const set = (one: Interface, isOn: boolean): void => {
      one[flag] = isOn;
    };
    interfaceMode.words({ [words]: help }).add(words, {
      section: 'ip flags',
      run: ({ one }) => set(one, true),
      no: ({ one }) => set(one, false),
      default: ({ one }) => set(one, true),
      show: ({ one }, isAll) => usuallySet(words, one[flag], isAll),
    });
  }
}

export function declareAdjustMss(): void {
  interfaceMode
    .words({
      'ip tcp': 'TCP header compression parameters',
      'ip tcp adjust-mss': 'Adjust the mss of transit packets',
      'adjust-mss bytes': 'Maximum segment size in bytes',
    })
    .add('ip tcp adjust-mss ![<500-1460>:bytes]', {
      section: 'ip tcp',
      run: ({ one }, { bytes }) => {
        one.segmentLimit = bytes;
      },
      no: ({ one }) => {
        one.segmentLimit = undefined;
      },
      show: ({ one: { segmentLimit } }) => (segmentLimit === undefined ? [] : [`ip tcp adjust-mss ${segmentLimit}`]),
    });
}
