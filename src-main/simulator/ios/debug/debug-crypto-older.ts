/**
 * The crypto debugs as 12.2 spells them, made of what 12.4T says. Source: seed 001, which has the way of the initiator to
 * the end of quick mode; lines that it does not have and that 12.4T added are left out, and refusals keep their words.
 */

/** What 12.4T tells of its memory and its thoughts. */
const added =
  /^(?:Sending an IKE IPv4 Packet|insert sa successfully|Acceptable atts|Fill atts|Returning Actual lifetime|Started lifetime timer|Total payload length|QM (?:Initiator|Responder) gets spi|local preshared key found)/;
const addedWithoutNumber = /^ISAKMP:? ?(?::? ?Scanning|.*peer struct|: New peer created|: Trying to insert a peer)/;

/** @param lines of one event. @returns those of them that 12.2 has, as it has them */
export function olderIsakmpLines(lines: readonly string[]): string[] {
  const older: string[] = [];
  for (const line of lines) {
    const [, id, text] = /^ISAKMP(?::\(| \(0:)(\d+)\):(.*)$/s.exec(line) ?? [];
    if (id === undefined || text === undefined) {
      if (!addedWithoutNumber.test(line)) older.push(olderAttribute(line));
      continue;
    }
    const said = olderText(text.replace(/^:? */, ''));
    const isState = said.startsWith('Old State');
    // A change of state is told in one message: the second line has neither time nor number.
    if (isState && older.length > 0) older.push(`${older.pop()}\n${said}`);
    else if (said === 'SA request profile is (NULL)') older.push('ISAKMP: received ke message (1/1)');
    else if (!added.test(said)) older.push(`ISAKMP (0:${id}): ${said}`);
  }
  return older;
}

function olderText(text: string): string {
  return text
    .replace(/^(sending packet to \S+) my_port \d+ peer_port \d+/, '$1')
    .replace(/^(received packet from \S+) dport \d+ sport \d+ Global/, '$1');
}

/** `encaps is 1`, and both ends of an association and of what it protects in one message. */
function olderAttribute(line: string): string {
  return line.replace(/(encaps is \d+) \(\S+\)$/, '$1').replace(/ \(f\/i\) {2}0\/ 0\n +/, ' ');
}

/** @param lines of one event of `debug crypto ipsec` */
export function olderIpsecLines(lines: readonly string[]): string[] {
  const older = lines.filter(
    (line) =>
      line !== 'IPSEC(validate_proposal_request): proposal part #1' && !line.startsWith('IPSEC(policy_db_add_ident)'),
  );
  return older.map((line) =>
    line
      .replace(/(transform= .*?) {1,2}\((?:Tunnel|Transport)\),$/m, '$1 ,')
      .replace(/sa_proto=/, 'sa_prot=')
      .replace(/got a queue event with .*$/, 'got a queue event...'),
  );
}
