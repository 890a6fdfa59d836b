/** Rules of iptables and nftables, a table at a time. */
import type { Fact, StatePart } from '../../channel/restore.ts';
import { reading } from './spelling.ts';

const programs = ['iptables', 'ip6tables'] as const;

export const iptables: StatePart = {
  name: 'its rules of iptables',
  look: `${programs.map((name) => `echo '% ${name}'; ${name}-save 2>/dev/null`).join('; ')}; true`,
  facts: (printed) =>
    printed.split(/^% /m).flatMap((text) => {
      const [program = '', ...lines] = text.split('\n');
      return tablesOf(lines).flatMap((table) => tableFact(program.trim(), table) ?? []);
    }),
};

/** From "*filter" to "COMMIT", without remarks and counts. */
function tablesOf(lines: readonly string[]): string[][] {
  const tables: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('*')) tables.push([]);
    if (!line.startsWith('#') && line.trim() !== '')
      tables.at(-1)?.push(line.replace(/\[\d+:\d+\]/g, '[0:0]').trimEnd());
  }
  return tables;
}

function tableFact(program: string, table: readonly string[]): Fact | undefined {
  const [name = ''] = table;
  const chains = table.filter((line) => line.startsWith(':'));
  const isEmpty = chains.every((line) => / ACCEPT /.test(line)) && !table.some((line) => line.startsWith('-'));
  if (isEmpty) return undefined;
  const own = chains.filter((line) => !/^:\S+ - /.test(line)).map((line) => `${line.split(' ')[0] ?? ''} ACCEPT [0:0]`);
  return {
    id: [program, ...table].join('\n'),
    says: `the table ${name.slice(1)} of ${program}`,
    make: reading(`${program}-restore`, table),
    unmake: reading(`${program}-restore`, [name, ...own, 'COMMIT']),
  };
}

export const nftables: StatePart = {
  name: 'its rules of nftables',
  look: 'nft -s list ruleset 2>/dev/null; true',
  facts(printed) {
    // A remark above a table says that iptables sees to it.
    const tables = printed.split(/^(?=table |# Warning: table )/m);
    const isOfIptables = (text: string): boolean => /^# Warning: table .* is managed by iptables-nft/.test(text);
    return tables.flatMap((text, at) => (isOfIptables(tables[at - 1] ?? '') ? [] : (nftFact(text) ?? [])));
  },
};

function nftFact(text: string): Fact | undefined {
  const name = /^table (\S+ \S+) \{/.exec(text)?.[1];
  if (name === undefined) return undefined;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return {
    id: lines.join('\n'),
    says: `the table ${name} of nftables`,
    make: reading('nft -f -', lines),
    unmake: [`nft delete table ${name}`],
  };
}
