/**
 * Messages of a port as text, for a way that carries only text (a WebSocket). JSON, and what JSON would lose is tagged:
 * bytes, undefined inside a list, and the numbers it has no word for. Whatever else JSON would change in silence (a
 * Map, a Date, a function) is refused at the sender, so that a message means the same through a WebSocket as through
 * a MessagePort.
 *
 *     {"$": "bytes", "value": "R1#\r\n"}      one character a byte: a console is nearly all ASCII
 *     {"$": "undefined"}
 *     {"$": "number", "value": "NaN"}          Infinity, -Infinity, -0
 *     {"$": "object", "value": {"$": …}}       an object that has a key "$" of its own
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Lists and objects inside one another; no message of ours comes near, and a stack has its limits. */
const deepest = 200;

/** @throws TypeError that names the place of a value which cannot be sent */
export function encodeMessage(message: unknown): string {
  return JSON.stringify(tagged(message, [], false));
}

/** @throws SyntaxError when the text is no message */
export function decodeMessage(text: string): unknown {
  return untagged(JSON.parse(text) as Json, 0);
}

type Place = readonly (string | number)[];

function tagged(value: unknown, place: Place, isOptional: boolean): Json | undefined {
  switch (typeof value) {
    case 'undefined':
      return isOptional ? undefined : { $: 'undefined' };
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return taggedNumber(value);
    case 'object':
      return value && taggedObject(value, place);
    default:
      throw refusal(place, `is a ${typeof value}`);
  }
}

function taggedNumber(value: number): Json {
  return Number.isFinite(value) && !Object.is(value, -0)
    ? value
    : { $: 'number', value: Object.is(value, -0) ? '-0' : String(value) };
}

function taggedObject(value: object, place: Place): Json {
  if (place.length > deepest) throw refusal(place, 'is too deep (does it contain itself?)');
  if (isBytes(value)) return { $: 'bytes', value: charactersOf(value) };
  if (Array.isArray(value)) return value.map((item, index) => tagged(item, [...place, index], false) ?? null);
  if (!isPlain(value)) throw refusal(place, `is a ${nameOf(value)}`);
  const entries = Object.entries(value).map(([key, item]) => [key, tagged(item, [...place, key], true)]);
  const plain = Object.fromEntries(entries) as Json;
  return Object.hasOwn(value, '$') ? { $: 'object', value: plain } : plain;
}

/** An instance of no class. Also of another realm (a worker, a frame), whose Object.prototype is not ours. */
function isPlain(value: object): boolean {
  const kind = Object.getPrototypeOf(value) as unknown;
  return kind === null || Object.getPrototypeOf(kind) === null;
}

function untagged(value: Json, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) throw new SyntaxError('the message is too deep');
  if (Array.isArray(value)) return value.map((item) => untagged(item, depth + 1));
  if (!Object.hasOwn(value, '$')) return untaggedEntries(value, depth);
  return ofTag(value['$'], value['value'], depth);
}

function ofTag(tag: Json | undefined, value: Json | undefined, depth: number): unknown {
  if (tag === 'undefined') return undefined;
  if (tag === 'bytes' && typeof value === 'string') return bytesOf(value);
  if (tag === 'number' && typeof value === 'string') return Number(value);
  if (tag === 'object' && isObject(value)) return untaggedEntries(value, depth);
  throw new SyntaxError('the message has an unknown tag');
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function untaggedEntries(value: { [key: string]: Json }, depth: number): object {
  // fromEntries defines its keys, so "__proto__" becomes a key like any other.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, untagged(item, depth + 1)]));
}

/** Also of another realm, as in a test's browser. */
function isBytes(value: object): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

function charactersOf(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return text;
}

function bytesOf(characters: string): Uint8Array {
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < characters.length; i++) {
    const code = characters.charCodeAt(i);
    if (code > 255) throw new SyntaxError('a character of the message stands for no byte');
    bytes[i] = code;
  }
  return bytes;
}

function nameOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function refusal(place: Place, why: string): TypeError {
  return new TypeError(`cannot be sent: message${place.map((key) => `[${JSON.stringify(key)}]`).join('')} ${why}`);
}
