/** An Ansible inventory, as YAML, INI or JSON: hosts in groups, with the variables that say how one gets there. */
import type { InventoryDevice, JumpHost } from '../../lab/inventory.ts';
import { isRecord, type Field } from '../field.ts';
import { AnsibleGroups, type AnsibleHost } from './ansible-groups.ts';
import { AnsibleVariables } from './ansible-variables.ts';
import { deviceOf } from './device.ts';
import type { InventoryImporter } from './inventory-importer.ts';
import { platformOf } from './platforms.ts';
import { needsOldAlgorithms, secretOf } from './secrets.ts';

export const ansible: InventoryImporter = {
  format: 'ansible',
  recognises(value) {
    if (!isRecord(value)) return false;
    const groups = Object.entries(value).filter(([name]) => name !== '_meta');
    return groups.length > 0 && groups.every(([, group]) => isGroup(group));
  },
  read: (root, name, companion) => {
    const groups = new AnsibleGroups(root, new AnsibleVariables(root, companion));
    const devices = [...groups.hosts.values()].flatMap((host) => deviceAt(groups, host) ?? []);
    return { name, devices, links: [] };
  },
};

/** "ungrouped:" may have nothing under it; in JSON a group may be no more than the names of its hosts. */
function isGroup(value: unknown): boolean {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => typeof one === 'string');
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.every((key) => key === 'hosts' || key === 'vars' || key === 'children');
}

const ports = ['ansible_port', 'ansible_ssh_port'];

/** Connections over which there is no command line. */
const ELSEWHERE = ['local', 'winrm', 'psrp', 'docker', 'netconf', 'httpapi', 'kubectl', 'grpc'];

function deviceAt(groups: AnsibleGroups, host: AnsibleHost): InventoryDevice | undefined {
  const variable = (...names: string[]): Field | undefined => groups.variable(host, ...names);
  const text = (...names: string[]): string | undefined => resolved(groups, host, variable(...names));
  const secret = (what: string, ...names: string[]): string | undefined => {
    const field = variable(...names);
    const plain = text(...names);
    return (
      field && (plain !== undefined && !plain.includes('{{') && field.text() !== plain ? plain : secretOf(field, what))
    );
  };
  const [field] = host.fields;
  if (!field) return undefined;
  const connection = (text('ansible_connection') ?? '').replace(/^.*\./, '');
  if (ELSEWHERE.includes(connection)) {
    field.complain('note', `${host.name} is reached by "${connection}", which is no command line; it is left out`);
    return undefined;
  }
  const system = text('ansible_network_os');
  const options = ['ansible_ssh_common_args', 'ansible_ssh_extra_args', 'ansible_ssh_args']
    .map((one) => text(one) ?? '')
    .join(' ');
  const keyFile = variable('ansible_ssh_private_key_file', 'ansible_private_key_file');
  if (keyFile)
    keyFile.complain('note', `the private key is in another file: ${keyFile.text() ?? ''}`, 'give the key by hand');
  const isTelnet = connection === 'telnet';
  return deviceOf({
    name: host.name,
    // A host without a network system is one that Ansible's own modules run on.
    platform: system === undefined ? (connection === 'network_cli' ? 'unknown' : 'linux') : platformOf(system),
    field,
    host: text('ansible_host', 'ansible_ssh_host') ?? host.name,
    port: portOf(text(...ports), variable(...ports)),
    protocol: isTelnet ? 'telnet' : 'ssh',
    login: {
      username: secret('user name', 'ansible_user', 'ansible_ssh_user', 'ansible_username'),
      password: secret('password', 'ansible_password', 'ansible_ssh_pass', 'ansible_ssh_password'),
      enablePassword: secret(
        'enable password',
        'ansible_become_password',
        'ansible_become_pass',
        'ansible_enable_password',
      ),
    },
    jump: jumpIn(options),
    allowsOldAlgorithms: needsOldAlgorithms(options),
  });
}

/** "{{ name }}" alone stands for another variable of the same host. */
function resolved(groups: AnsibleGroups, host: AnsibleHost, field: Field | undefined, depth = 0): string | undefined {
  const text = field?.text();
  const name = text === undefined ? undefined : /^\{\{\s*([A-Za-z_]\w*)\s*\}\}$/.exec(text)?.[1];
  if (name === undefined || depth > 8) return text;
  if (name === 'inventory_hostname') return host.name;
  return resolved(groups, host, groups.variable(host, name), depth + 1) ?? text;
}

/** What is no number is complained of, and the protocol's own port taken. */
function portOf(text: string | undefined, field: Field | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text.trim()) ? Number(text) : field?.count();
}

/** "-J user@host:port", "-o ProxyJump=…", and a ProxyCommand that is ssh itself. */
function jumpIn(options: string): JumpHost | undefined {
  const jump = /(?:-J[ =]*|ProxyJump[ =]+)["']?(?:([\w.-]+)@)?([\w.-]+)(?::(\d+))?/.exec(options);
  if (jump) return jumpOf(jump[1], jump[2], jump[3]);
  const command = /ProxyCommand=["']?ssh\s+([^"']*)/.exec(options)?.[1];
  if (command === undefined) return undefined;
  const user = /(?:^|\s)(?:-l\s*([\w.-]+)|([\w.-]+)@[\w.-]+)/.exec(command);
  const host = /(?:^|\s)(?:[\w.-]+@)?([\w.-]*\w)\s*$/.exec(command.replace(/\s-\w+\s+\S*%h\S*|\s-W\s*\S+/g, ' '));
  return jumpOf(user?.[1] ?? user?.[2], host?.[1], /(?:^|\s)-p\s*(\d+)/.exec(command)?.[1]);
}

function jumpOf(
  username: string | undefined,
  host: string | undefined,
  port: string | undefined,
): JumpHost | undefined {
  if (host === undefined) return undefined;
  return { host, ...(port !== undefined && { port: Number(port) }), login: username === undefined ? {} : { username } };
}
