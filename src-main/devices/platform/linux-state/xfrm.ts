/** Associations and policies of IPsec that somebody has typed: keyed by hand. Those of a daemon are its own. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { IP, quoted } from './spelling.ts';

const daemons = ['charon', 'charon-systemd', 'pluto', 'racoon', 'iked'];

export const xfrm: StatePart = {
  name: 'its associations and policies (xfrm)',
  look: `pidof ${daemons.join(' ')} >/dev/null || { ${IP} xfrm state; echo %; ${IP} xfrm policy; } 2>/dev/null; true`,
  facts(printed) {
    const [states = '', policies = ''] = printed.split(/^%$/m);
    return [...entries(states).flatMap(state), ...entries(policies).flatMap(policy)];
  },
};

/** Each begins at the margin. */
function entries(text: string): string[][] {
  return text
    .split(/^(?=src )/m)
    .map((entry) =>
      entry
        .split('\n')
        .filter(
          (line) =>
            line.startsWith('src ') || !/^\s*(?:anti-replay|lastused|crypto offload|lifetime|\d|limit)/.test(line),
        )
        .join(' ')
        .replace(/\b(mark|output-mark) (0x[\da-f]+)\/(0x[\da-f]+)/g, '$1 $2 mask $3')
        .split(/\s+/)
        .filter((word) => word !== ''),
    )
    .filter(([first]) => first === 'src');
}

function state(words: readonly string[]): Fact[] {
  const text = words.map(quoted).join(' ');
  const { ends, protocol, spi } =
    /^(?<ends>src \S+ dst \S+) proto (?<protocol>\S+) spi (?<spi>\S+)/.exec(text)?.groups ?? {};
  if (ends === undefined || protocol === undefined || spi === undefined) return [];
  const which = `${ends} proto ${protocol} spi ${spi}`;
  return [
    {
      id: `state ${text}`,
      says: `the association ${which}`,
      make: [`${IP} xfrm state add ${text}`],
      unmake: [`${IP} xfrm state delete ${which}`],
    },
  ];
}

function policy(words: readonly string[]): Fact[] {
  const text = words.map(quoted).join(' ').replace(' ptype main', '');
  const direction = /\bdir (in|out|fwd)\b/.exec(text)?.[0];
  // Without a direction: of one socket, for a daemon's own packets.
  if (direction === undefined) return [];
  const selector = text.slice(0, text.indexOf(' dir '));
  const mark = /\bmark \S+ mask \S+/.exec(text)?.[0];
  const which = [selector, direction, ...(mark === undefined ? [] : [mark])].join(' ');
  return [
    {
      id: `policy ${text}`,
      says: `the policy ${which}`,
      make: [`${IP} xfrm policy add ${text}`],
      unmake: [`${IP} xfrm policy delete ${which}`],
    },
  ];
}
