/** JSON and YAML documents that are something else than a topology for us, known by their keys. */
import { isRecord } from '../field.ts';
import type { Syntax } from '../source/document.ts';
import { topologies, type Kind } from './kind.ts';

type Keys = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): boolean => isRecord(value);

/** The first that matches wins. */
const shapes: readonly (readonly [is: (keys: Keys) => boolean, what: string])[] = [
  [({ topology }) => isRecord(topology) && isMap(topology.nodes), 'a containerlab topology: not yet'],
  [({ appliance_id, registry_version }) => Boolean(appliance_id ?? registry_version), 'a GNS3 appliance (.gns3a)'],
  [({ template_id, template_type }) => Boolean(template_id ?? template_type), 'a GNS3 template'],
  [({ services }) => isMap(services), 'a Docker Compose file'],
  [({ roles, steps }) => isMap(roles) && Array.isArray(steps), 'a QuickMode lab (lab.yml): open it as a lab'],
  [({ apiVersion, kind }) => Boolean(apiVersion && kind), 'a Kubernetes manifest'],
  [({ openapi, swagger }) => Boolean(openapi ?? swagger), 'an OpenAPI description'],
  [({ testbed, devices, nodes }) => Boolean(testbed) || (isMap(devices) && !nodes), 'a pyATS testbed'],
  [({ general, device, sim }) => isMap(general) && isMap(device) && isMap(sim), 'a CML node definition'],
  [({ disk_image, node_definition_id }) => Boolean(disk_image ?? node_definition_id), 'a CML image definition'],
  [
    ({ provider, defaults, module, nodes }) => Boolean(nodes && (provider ?? defaults ?? module)),
    'a netlab topology: not yet',
  ],
  [({ nodes, links }) => Boolean(nodes && links), 'a document with nodes and links of a kind that is not known'],
  [({ all }) => isRecord(all) && (isMap(all.hosts) || isMap(all.children)), 'an Ansible inventory'],
  [({ name, dependencies, scripts }) => Boolean(name && (dependencies ?? scripts)), 'a package description'],
  [({ svg }) => Boolean(svg), 'a picture (SVG)'],
  [(keys) => Object.keys(keys)[0]?.startsWith('PACKETTRACER') === true, 'a Packet Tracer file (XML): not yet'],
  [({ on, jobs }) => Boolean(on && jobs), 'a GitHub workflow'],
];

/** What a document is that no importer wants. */
export function recogniseShape(value: unknown, syntax: Syntax): Kind {
  return {
    code: 'not-a-topology',
    what: whatIs(value, syntax),
    mend: topologies,
  };
}

function whatIs(value: unknown, syntax: Syntax): string {
  if (Array.isArray(value)) {
    const isPlaybook = value.some((play) => isRecord(play) && 'hosts' in play && ('tasks' in play || 'roles' in play));
    return isPlaybook ? 'an Ansible playbook' : `a ${syntax} list, not a topology`;
  }
  if (!isRecord(value)) return syntax === 'YAML' ? 'a plain text, not a topology' : 'a JSON value, not a topology';
  const known = shapes.find(([is]) => is(value));
  if (known) return known[1];
  const keys = Object.keys(value).slice(0, 4);
  const shown = keys.map((key) => JSON.stringify(key.slice(0, 40))).join(', ');
  return keys.length === 0
    ? `an empty ${syntax} map`
    : `${articleOf(syntax)} ${syntax} document with the keys ${shown}, not a topology`;
}

function articleOf(syntax: Syntax): string {
  return syntax === 'XML' || syntax === 'INI' ? 'an' : 'a';
}
