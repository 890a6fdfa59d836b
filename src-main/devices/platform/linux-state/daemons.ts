/** strongSwan's daemon: whether it runs, and which connections it has. Those who are connected it connects again itself. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { endsAssociations } from './files.ts';

/** How each is started and ended where systemd does not see to it. */
const ways = {
  charon: { unit: 'strongswan-starter', start: 'ipsec start', stop: 'ipsec stop' },
  'charon-systemd': {
    unit: 'strongswan',
    start: '(PATH=$PATH:/usr/sbin setsid charon-systemd >/dev/null 2>&1 &)',
    stop: 'kill $(pidof charon-systemd)',
  },
} as const;

export const daemons: StatePart = {
  name: 'its daemons of IKE',
  look: `for qm in ${Object.keys(ways).join(' ')}; do pidof $qm >/dev/null && echo $qm; done; unset qm; true`,
  facts: (printed) => printed.split('\n').flatMap((line) => factOf(line.trim()) ?? []),
};

function factOf(name: string): Fact | undefined {
  if (name !== 'charon' && name !== 'charon-systemd') return undefined;
  const { unit, start, stop } = ways[name];
  const says = `${name} runs`;
  return {
    id: says,
    says,
    make: [bySystemd(`systemctl start ${unit}`, start), until('swanctl --stats >/dev/null 2>&1')],
    unmake: [bySystemd(`systemctl stop ${unit}`, stop), until(`! pidof ${name} >/dev/null`)],
  };
}

const bySystemd = (where: string, elsewhere: string): string =>
  `if [ -d /run/systemd/system ]; then ${where}; else ${elsewhere}; fi >/dev/null 2>&1`;

const until = (test: string): string => `(for qm in $(seq 60); do ${test} && break; sleep 0.5; done)`;

export const connections: StatePart = {
  name: 'the connections of its daemon',
  look: 'swanctl --list-conns 2>/dev/null; true',
  facts(printed) {
    const text = printed.trim();
    if (text === '') return [];
    const names = [...text.matchAll(/^(\S+): IKE/gm)].map(([, name]) => name).join(', ');
    const make = ['swanctl --load-all --clear --noprompt >/dev/null 2>&1'];
    const unmake = [endsAssociations, 'swanctl --load-conns --file /dev/null >/dev/null 2>&1'];
    return [{ id: text, says: `the connections ${names}`, make, unmake }];
  },
};
