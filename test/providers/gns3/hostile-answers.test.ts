/** Whatever a server answers, a caller gets a value or a Failure, and nothing hangs. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipSync, strToU8 } from 'fflate';
import { Failure } from '../../../src-main/base/errors.ts';
import { nodeAnswer } from '../../../src-main/providers/gns3/answers.ts';
import { connectGns3 } from '../../../src-main/providers/gns3/gns3-server.ts';
import { gns3Place } from '../../../src-main/providers/gns3/server-place.ts';
import { startFileOf } from '../../../src-main/providers/gns3/start-files.ts';
import type { LabServer } from '../../../src-main/providers/lab-server.ts';
import { topologyOnServer } from '../suite/two-routers.ts';

let server: http.Server;
let lab: LabServer;
/** What is answered to everything but the question for the version. */
let answer: { status: number; type: string; text: string };

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const isVersion = request.url === '/v2/version';
    const said = isVersion ? { status: 200, type: 'application/json', text: '{"version": "2.2.54"}' } : answer;
    response.writeHead(said.status, { 'content-type': said.type }).end(said.text);
  });
  answer = { status: 404, type: 'text/plain', text: '' };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  lab = await connectGns3({ kind: 'gns3', url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(async () => {
  await lab.close();
  server.closeAllConnections();
  server.close();
});

async function isValueOrFailure(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    (error: unknown) => error instanceof Failure,
  );
}

const node = fc.record({
  node_id: fc.uuid(),
  name: fc.string(),
  node_type: fc.constantFrom('dynamips', 'qemu', 'iou', 'vpcs', 'ethernet_switch', 'cloud', 'constructor'),
  status: fc.constantFrom('started', 'stopped', null, '__proto__'),
  console: fc.option(fc.integer({ min: 0, max: 65_535 })),
  properties: fc.option(
    fc.dictionary(fc.constantFrom('dynamips_id', 'ports_mapping', 'platform', 'slot1'), fc.jsonValue()),
  ),
  ports: fc.option(
    fc.array(
      fc.record({
        name: fc.string(),
        short_name: fc.string(),
        adapter_number: fc.nat(99),
        port_number: fc.nat(99),
      }),
    ),
  ),
});
const answers = fc.record({
  status: fc.constantFrom(200, 200, 200, 201, 400, 401, 403, 404, 409, 422, 500, 502),
  type: fc.constantFrom('application/json', 'text/html', 'application/octet-stream'),
  text: fc.oneof(
    fc.json(),
    fc.string(),
    fc.array(node).map((nodes) => JSON.stringify(nodes)),
    fc.record({ message: fc.jsonValue() }).map((refusal) => JSON.stringify(refusal)),
    fc
      .array(
        fc.record({
          template_id: fc.uuid(),
          name: fc.string(),
          template_type: fc.constantFrom('qemu', 'dynamips'),
          image: fc.jsonValue(),
        }),
      )
      .map((templates) => JSON.stringify(templates)),
  ),
});

it('makes a value or a Failure of every answer', async () => {
  const deployment = { title: 'any', topology: topologyOnServer, configurations: {} };
  await fc.assert(
    fc.asyncProperty(answers, async (said) => {
      answer = said;
      const calls = [
        lab.projects(),
        lab.read('any'),
        lab.plan(deployment),
        lab.deploy(deployment, {}),
        lab.open('any', topologyOnServer).then((provider) => provider.stop()),
        lab.remove('any'),
      ];
      expect(await Promise.all(calls.map(isValueOrFailure))).toEqual(calls.map(() => true));
    }),
    { numRuns: 60 },
  );
});

it('reads a place out of whatever is typed, or says what an address looks like', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((text) => `http://${text}:%zz@host`),
      ),
      (url) => {
        try {
          gns3Place({ kind: 'gns3', url });
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-url' });
        }
      },
    ),
  );
});

it('shows no control character of a name', () => {
  const { name } = nodeAnswer.parse({ node_id: 'a', name: 'R1\u001b[31m', node_type: 'qemu' });
  expect(name).toBe('R1 [31m');
});

it('finds the configuration of an IOSv in its zip, and nothing in one that is damaged', () => {
  const properties = { create_config_disk: true, hda_disk_image: 'vios-adventerprisek9-m.qcow2' };
  const file = startFileOf({ node_type: 'qemu', properties });
  const zip = zipSync({ 'ios_config.txt': strToU8('hostname R1\n'), 'other.txt': strToU8('x') });
  expect(file?.unpack(zip)).toBe('hostname R1\n');
  expect(file?.unpack(zip.subarray(0, zip.length - 9))).toBe('');
  expect(file?.unpack(strToU8('no zip'))).toBe('');
});
