import { expect, it } from 'vitest';
import { connect, pingFrom, sites, wait } from './sites.ts';

const quickMode = 32;
/** Behind the headers of Ethernet, IPv4 and UDP, and two cookies with two bytes between. */
const exchangeTypeAt = 14 + 20 + 8 + 18;

it('packets that overtake the last message of quick mode wait for it, and no index is called invalid', () => {
  const network = sites();
  connect(network, [1]);
  let sent = 0;
  network.west.passes = ({ frame, from }) => {
    const isQuickMode = from === 'a' && frame.length > exchangeTypeAt && frame[exchangeTypeAt] === quickMode;
    // The initiator's first message passes, its last one is lost, and comes when the responder has repeated its own.
    return !isQuickMode || ++sent !== 2;
  };
  const complaints: string[] = [];
  network.r3.events.on(({ kind }) => complaints.push(kind));
  pingFrom(network, network.r1, ['10.1.1.1', '10.3.1.1']);
  wait(network, 30);
  expect(sent).toBeGreaterThan(2);
  const [flow] = network.r3.ipsec.flows;
  expect(flow?.pairs).toHaveLength(1);
  expect(flow?.counters.decaps).toBe(network.r1.ipsec.flows[0]?.counters.encaps);
  expect(complaints).not.toContain('invalid-spi');
});
