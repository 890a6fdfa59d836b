/** What the tables of security associations say. */
import type { ChildView, IkeView } from '../../src-main/api/contract/laboratory.ts';
import type { Both, Direction } from './pairing.ts';

/** A row that compares the two ends. */
export interface Comparison {
  name: string;
  values: Both<string>;
  /** Whether the ends contradict each other. */
  differs: boolean;
}

const healths: Record<IkeView['health'], string> = {
  established: 'established',
  negotiating: 'negotiating',
  deleted: 'deleted',
};

/** "established, id 1001": every router counts its connections for itself. */
export function ikeSays({ health, connectionId }: IkeView): string {
  return connectionId === undefined ? healths[health] : `${healths[health]}, id ${connectionId}`;
}

/** "IKE version 1"; both where the ends differ. */
export function versionSays(both: Both<IkeView>): string {
  const versions = new Set(both.flatMap((view) => view?.version ?? []));
  return `IKE version ${[...versions].join(' and ')}`;
}

export function ikeRows([a, b]: Both<IkeView>): Comparison[] {
  const parties = ({ initiator, responder }: IkeView) => `${initiator} → ${responder}`;
  const rows = [
    equal('Initiator → responder', [a && parties(a), b && parties(b)]),
    equal('Algorithms', [a?.algorithms, b?.algorithms]),
  ];
  return rows.filter(({ values }) => values.some((value) => value !== undefined));
}

export function childRows(both: Both<ChildView>): Comparison[] {
  const valuesOf = (name: (view: ChildView) => string | undefined): Both<string> => [
    both[0] && name(both[0]),
    both[1] && name(both[1]),
  ];
  const differs = !areMirrored(both);
  const rows: Comparison[] = [
    equal(
      'Transform',
      valuesOf(({ transform }) => transform),
    ),
    equal(
      'Mode',
      valuesOf(({ mode }) => mode),
    ),
    { name: 'Local traffic', values: valuesOf(({ localSelector }) => localSelector), differs },
    { name: 'Remote traffic', values: valuesOf(({ remoteSelector }) => remoteSelector), differs },
    {
      ...equal(
        'Interface',
        valuesOf((view) => view.interface),
      ),
      differs: false,
    },
    {
      ...equal(
        'Lifetime left',
        valuesOf(({ remaining }) => remaining),
      ),
      differs: false,
    },
  ];
  return rows.filter(({ values }) => values.some((value) => value !== undefined));
}

/** What one end takes for local is remote to the other. */
function areMirrored([a, b]: Both<ChildView>): boolean {
  return !a || !b || (a.localSelector === b.remoteSelector && a.remoteSelector === b.localSelector);
}

function equal(name: string, values: Both<string>): Comparison {
  const [a, b] = values;
  return { name, values, differs: a !== undefined && b !== undefined && a !== b };
}

/** "matches R3 inbound", beside the SPI of one end. */
export function matchSays(direction: Direction, side: 'outbound' | 'inbound'): string {
  const [other, otherSide] = side === 'outbound' ? [direction.to, 'inbound'] : [direction.from, 'outbound'];
  const there = side === 'outbound' ? direction.inbound : direction.outbound;
  if (direction.isMatched) return `matches ${other} ${otherSide}`;
  return there === undefined ? `${other} has no ${otherSide} SPI` : `${other} ${otherSide} is another SPI`;
}

/** "10 packets encrypted" */
export function countSays(count: number | undefined, what: string): string {
  if (count === undefined) return '';
  return `${count.toLocaleString('en')} ${count === 1 ? 'packet' : 'packets'} ${what}`;
}

/** As 0x and eight digits, which is how one compares two of them. */
export function spiOf(spi: string): string {
  const value = Number(spi);
  return Number.isSafeInteger(value) ? `0x${value.toString(16).toUpperCase().padStart(8, '0')}` : spi;
}

/** "1 of 2"; nothing where there is only one. */
export function placeSays(place: number, of: number): string | undefined {
  return of > 1 ? `${place + 1} of ${of}` : undefined;
}

/** "R1 and R3 still list id 1001, MM_NO_STATE ACTIVE (deleted)": an association that is no more. */
export function deletedSays(both: Both<IkeView>, names: readonly [string, string]): string {
  const ends = both.flatMap((view, end) => (view ? [{ name: names[end] ?? view.role, view }] : []));
  const ids = [...new Set(ends.flatMap(({ view }) => view.connectionId ?? []))];
  const states = [...new Set(ends.map(({ view }) => view.state))];
  const who = ends.map(({ name }) => name).join(' and ');
  const id = ids.length > 0 ? ` id ${ids.join(' and ')},` : '';
  return `${who} still ${ends.length === 1 ? 'lists' : 'list'}${id} ${states.join(' and ')}: it goes within a minute.`;
}

/** One line on how a pair stands. */
export function pairSays(ike: readonly Both<IkeView>[], directions: readonly Direction[]): string {
  const views = ike.flat().filter((view) => view !== undefined);
  const isUp = views.some(({ health }) => health === 'established');
  const matched = directions.filter(({ isMatched }) => isMatched).length;
  const first = isUp
    ? 'IKE established'
    : views.some(({ health }) => health === 'negotiating')
      ? 'IKE negotiating'
      : 'no IKE';
  if (directions.length === 0) return `${first}, no ESP yet`;
  return `${first}, ${matched} of ${directions.length} ESP directions matched`;
}

/** Local time of the day, to the second. */
export function timeOf(moment: string): string {
  return new Date(moment).toLocaleTimeString('en-GB');
}
