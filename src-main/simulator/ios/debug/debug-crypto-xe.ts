/**
 * `debug crypto isakmp` as IOS XE spells it, made of what 12.4T says: a blank before the number of the association, which
 * every line has, and names of their own for packets and for what is wrong. Sources: reference/faults.tsv (P1-KEYLEN,
 * P1-NOKEY, and the captures behind them); which other refusals are errors is from memory.
 */

const packet = /^(?:sending packet to|received packet from) /;
const error =
  /does not match policy|not acceptable|no offers accepted|No pre-shared key with|No Cert or pre-shared|construct_initial_message|invalidated proposal/;

/** @param lines of one event: those without a number have that of the line before them */
export function xeIsakmpLines(lines: readonly string[]): string[] {
  let number = '0';
  return lines.map((line) => {
    const [, id, numbered] = /^ISAKMP(?::\(| \(0:)(\d+)\):(.*)$/s.exec(line) ?? [];
    number = id ?? number;
    if (numbered !== undefined) return spelled(number, numbered.replace(/^:? */, ''));
    const [, other] = /^ISAKMP ?: ?(.*)$/s.exec(line) ?? [];
    return other === undefined ? line : spelled(number, other);
  });
}

function spelled(id: string, text: string): string {
  const kind = packet.test(text) ? '-PAK' : error.test(text) ? '-ERROR' : '';
  return `ISAKMP${kind}: (${id}):${text}`;
}
