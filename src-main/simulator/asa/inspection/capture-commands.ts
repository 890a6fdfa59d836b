/** capture, show capture, clear capture: what passes an interface, and what is dropped. */
import { lengthOfMask, parseIpv4 } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import { refuseByName } from '../../cli/refuse-by-name.ts';
import type { Exec } from '../../cli/declaration.ts';
import { anyAddress, type AccessEntry, type AddressMatch, type PortMatch } from '../../router/access/access-entry.ts';
import { ipProtocols } from '../../wire/ipv4.ts';
import { capturedLine } from './capture-text.ts';
import { defaultBuffer, type Capture } from './capture.ts';
import type { AsaDevice } from '../device.ts';
import { execMode } from '../modes.ts';
import { dropReasons, type DropReason } from './phase.ts';
import { missingList } from '../access/access-list-commands.ts';
import { portOf, protocolOf } from '../services.ts';

export function declareCaptures(): void {
  declareVocabulary();
  declareCapture();
  execMode
    .add('show capture', {
      run: ({ captures }, _, exec) => exec.print(...[...captures.all.values()].flatMap(headLines)),
    })
    .add('show capture WORD:name [detail:detail]', {
      run: (device, { name, detail }, exec) => show(device, name, detail !== undefined, exec),
    })
    .add('clear capture WORD:name', {
      run: ({ captures }, { name }) => {
        const meant = name === '/all' ? [...captures.all.values()] : [captureOf(captures.all, name)];
        for (const capture of meant) Object.assign(capture, { packets: [], bytes: 0 });
      },
    });
  const refused = { 'capture WORD:name type': 'decrypted inline-tag isakmp lacp tls-proxy webvpn' };
  refuseByName(execMode, refused);
}

function declareCapture(): void {
  execMode
    .add(
      'capture WORD:name [type raw-data] [access-list WORD:list] interface WORD:interface [buffer <1534-33554432>:buffer] [match LINE:match]',
      {
        run: (device, { name, list, interface: on, buffer, match }) => {
          const named = device.configuration.interfaces.byName(on);
          if (!named) throw Refusal.invalid('interface');
          if (list !== undefined && !device.configuration.rules.lists.has(list)) throw missingList(list);
          const added = match === undefined ? [] : [matchOf(match)];
          const change = { interfaceName: named.name, ...(list !== undefined && { accessList: list }) };
          checkChange(device.captures.all.get(name), { ...change, matches: added });
          const capture = device.captures.of(name);
          Object.assign(capture, change, buffer !== undefined && { buffer });
          capture.matches.push(...added);
        },
        no: ({ captures }, { name }) => captures.all.delete(name),
      },
    )
    .add('capture WORD:name type asp-drop [WORD:reason] [match LINE:match]', {
      run: (device, { name, reason = 'all', match }) => {
        if (reason !== 'all' && !isReason(reason))
          throw Refusal.because(`ERROR: drop reason ${reason} does not occur here`);
        const added = match === undefined ? [] : [matchOf(match)];
        checkChange(device.captures.all.get(name), { drops: reason, matches: added });
        const capture = device.captures.of(name);
        capture.drops = reason;
        capture.matches.push(...added);
      },
    })
    .add('capture WORD:name match LINE:match', {
      run: ({ captures }, { name, match }) => {
        const capture = captureOf(captures.all, name);
        const matches = [matchOf(match)];
        checkChange(capture, { matches });
        capture.matches.push(...matches);
      },
    })
    .add('capture WORD:name', {
      hidden: true,
      run: () => {
        throw Refusal.incomplete();
      },
      no: ({ captures }, { name }) => {
        captureOf(captures.all, name);
        captures.all.delete(name);
      },
    });
}

type Settings = Pick<Capture, 'interfaceName' | 'drops' | 'accessList' | 'matches'>;

const unset: Settings = { interfaceName: undefined, drops: undefined, accessList: undefined, matches: [] };

/** A capture is of one type, here on one interface, and by an access list or by what it matches. */
function checkChange(known: Settings = unset, { matches = [], ...change }: Partial<Settings>): void {
  const { interfaceName, drops, accessList } = { ...known, ...change };
  if (interfaceName !== undefined && drops !== undefined)
    throw Refusal.because('ERROR: the capture is of another type: remove it first');
  if (interfaceName !== (known.interfaceName ?? interfaceName))
    throw Refusal.because('ERROR: a capture on more than one interface is not simulated');
  if (accessList !== undefined && known.matches.length + matches.length > 0)
    throw Refusal.because('ERROR: a capture by access-list and by match at once is not simulated');
}

function isReason(word: string): word is DropReason {
  return Object.hasOwn(dropReasons, word);
}

function captureOf(all: ReadonlyMap<string, Capture>, name: string): Capture {
  const capture = all.get(name);
  if (!capture) throw Refusal.because(`ERROR: Capture <${name}> does not exist`);
  return capture;
}

/** `tcp host 10.0.0.1 any eq 80`: protocol, then both ends, each with a port where it has one. */
function matchOf(text: string): { text: string; entry: AccessEntry } {
  const words = text.trim().split(/\s+/);
  const protocol = protocolOf(words.shift() ?? '');
  if (protocol === undefined) throw Refusal.invalid('match');
  const source = endOf(words, protocol);
  const destination = endOf(words, protocol);
  if (words.length > 0) throw Refusal.invalid('match');
  const entry: AccessEntry = {
    sequence: 0,
    action: 'permit',
    protocol,
    source: source.address,
    destination: destination.address,
    ...(source.port && { sourcePort: source.port }),
    ...(destination.port && { destinationPort: destination.port }),
    matches: 0,
  };
  return { text: text.trim(), entry };
}

/** Takes an end from the words that are left. */
function endOf(words: string[], protocol: number): { address: AddressMatch; port: PortMatch | undefined } {
  const address = addressOf(words);
  const hasPorts = protocol === ipProtocols.tcp || protocol === ipProtocols.udp;
  if (!hasPorts || words[0] !== 'eq') return { address, port: undefined };
  words.shift();
  const port = portOf(words.shift() ?? '', protocol);
  if (port === undefined) throw Refusal.invalid('match');
  return { address, port: { operator: 'eq', ports: [port] } };
}

function addressOf(words: string[]): AddressMatch {
  const first = words.shift() ?? '';
  if (first === 'any' || first === 'any4') return anyAddress;
  if (first === 'host') return { address: numberFrom(words.shift()), wildcard: 0 };
  const mask = numberFrom(words.shift());
  if (lengthOfMask(mask) === undefined) throw Refusal.invalid('match');
  return { address: numberFrom(first), wildcard: ~mask >>> 0 };
}

function numberFrom(word = ''): number {
  const number = parseIpv4(word);
  if (number === undefined) throw Refusal.invalid('match');
  return number;
}

function headLines({ name, drops, interfaceName, accessList, matches, bytes, buffer }: Capture): string[] {
  const type = drops === undefined ? 'raw-data' : `asp-drop ${drops}`;
  const list = accessList === undefined ? '' : `access-list ${accessList} `;
  const place = interfaceName === undefined ? '' : `interface ${interfaceName} `;
  const size = buffer === defaultBuffer ? '' : `buffer ${buffer} `;
  return [
    `capture ${name} type ${type} ${list}${size}${place}[Capturing - ${bytes} bytes] `,
    ...matches.map(({ text }) => `  match ${text}`),
  ];
}

function show({ captures, settings }: AsaDevice, name: string, isDetailed: boolean, exec: Exec): void {
  const { packets } = captureOf(captures.all, name);
  const count = `${packets.length} ${packets.length === 1 ? 'packet' : 'packets'}`;
  const ahead = settings.clockAhead ?? 0;
  exec.print('', `${count} captured`, '');
  exec.print(...packets.map((one, index) => capturedLine(one, index + 1, { ahead, isDetailed })));
  exec.print(`${count} shown`);
}

function declareVocabulary(): void {
  execMode.words({
    capture: 'Capture inbound and outbound packets on one or more interfaces',
    'capture name': 'Name of the capture',
    'name type': 'Packet capture type',
    'raw-data': 'Capture inbound and outbound packets',
    'asp-drop': 'Capture packets dropped with a particular reason',
    reason: 'Reason of the drop, or all',
    'capture name access-list': 'Capture packets that an access list permits',
    'raw-data access-list': 'Capture packets that an access list permits',
    'access-list list': 'Name of an access list',
    'name interface': 'Capture packets on a specific interface',
    'raw-data interface': 'Capture packets on a specific interface',
    'list interface': 'Capture packets on a specific interface',
    'interface interface': 'Name of the interface',
    buffer: 'Configure size of capture buffer, default is 512 KB',
    'buffer buffer': 'Bytes',
    match: 'Capture packets based on match criteria, in both directions',
    'match match': 'PROTOCOL SOURCE DESTINATION: tcp host 10.0.0.1 any eq www',
    'show capture': 'Display captures',
    'name detail': 'Display more information',
    'clear capture': 'Clear the packets of a capture',
    'clear capture name': 'Name of the capture, or /all',
  });
}
