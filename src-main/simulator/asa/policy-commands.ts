/**
 * What is inspected: the class `inspection_default` of the policy `global_policy`, the only ones that are simulated; and the
 * settings that change what may pass without a rule.
 */
import { setOrNot } from '../cli/configuration.ts';
import type { ConfigurationLine, Exec } from '../cli/declaration.ts';
import { Mode } from '../cli/mode.ts';
import { Refusal } from '../cli/refusal.ts';
import type { AsaDevice } from './device.ts';
import { configureMode } from './modes.ts';

export const policyMode = new Mode<AsaDevice>({
  name: 'policy map',
  prompt: '(config-pmap)#',
  privilege: 15,
  parent: configureMode,
});

export const policyClassMode = new Mode<AsaDevice>({
  name: 'policy map class',
  prompt: '(config-pmap-c)#',
  privilege: 15,
  parent: policyMode,
});

export const classMapMode = new Mode<AsaDevice>({
  name: 'class map',
  prompt: '(config-cmap)#',
  privilege: 15,
  parent: configureMode,
});

const protocols =
  '{icmp|ftp|rsh|rtsp|esmtp|sqlnet|skinny|sunrpc|xdmcp|sip|netbios|tftp|ip-options|dns|http|pptp}:protocol' as const;

export function declarePolicyCommands(): void {
  declareVocabulary();
  declareMaps();
  declareSettings();
  policyClassMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add(`inspect ${protocols}`, {
      run: (device, { protocol }, exec) => setInspection(device, protocol, true, exec),
      no: (device, { protocol }, exec) => setInspection(device, protocol, false, exec),
    })
    .add('inspect icmp error', {
      run: (device, _, exec) => setInspection(device, 'icmp error', true, exec),
      no: (device, _, exec) => setInspection(device, 'icmp error', false, exec),
    })
    .add('inspect h323 {h225|ras}:kind', {
      run: (device, { kind }, exec) => setInspection(device, `h323 ${kind}`, true, exec),
      no: (device, { kind }, exec) => setInspection(device, `h323 ${kind}`, false, exec),
    })
    // Lines of the factory's policy that name the map of DNS.
    .add('inspect dns preset_dns_map', { run: (device, _, exec) => setInspection(device, 'dns', true, exec) });
}

/** Only the inspection of ICMP decides anything here. That of another protocol is kept, and said to be only that. */
function setInspection(device: AsaDevice, protocol: string, isWanted: boolean, exec: Exec): void {
  const { inspected } = device.configuration;
  if (inspected.has(protocol) === isWanted) return;
  if (isWanted) inspected.add(protocol);
  else inspected.delete(protocol);
  if (protocol !== 'icmp') exec.print(`INFO: inspect ${protocol} is kept without effect: only icmp is inspected here`);
}

function declareMaps(): void {
  configureMode
    .add('class-map WORD:name', {
      run: (device, { name }, exec) => {
        if (name !== 'inspection_default') throw other('class-map', name);
        exec.enter(classMapMode, device);
      },
      show: () => [{ line: 'class-map inspection_default', body: ['match default-inspection-traffic'] }],
    })
    .add('policy-map WORD:name', {
      run: (device, { name }, exec) => {
        if (name !== 'global_policy') throw other('policy-map', name);
        exec.enter(policyMode, device);
      },
      show: ({ configuration }) => [policyBlock(configuration.inspected)],
    })
    .add('service-policy global_policy global', {
      run: () => undefined,
      show: () => ['service-policy global_policy global'],
    })
    .add('fixup protocol icmp', {
      run: ({ configuration }, _, exec) => {
        configuration.inspected.add('icmp');
        exec.print("INFO: converting 'fixup protocol icmp ' to MPF commands");
      },
      no: ({ configuration }) => configuration.inspected.delete('icmp'),
    });
  classMapMode
    .add('exit', { run: (_, __, exec) => exec.leave() })
    .add('match default-inspection-traffic', { run: () => undefined });
  policyMode.add('exit', { run: (_, __, exec) => exec.leave() }).add('class WORD:name', {
    run: (device, { name }, exec) => {
      if (name !== 'inspection_default') throw other('class', name);
      exec.enter(policyClassMode, device);
    },
  });
}

function declareSettings(): void {
  for (const kind of ['inter', 'intra'] as const) {
    configureMode.add(`same-security-traffic permit ${kind}-interface`, {
      run: ({ configuration }) => (configuration.sameSecurity[kind] = true),
      no: ({ configuration }) => (configuration.sameSecurity[kind] = false),
      show: ({ configuration }, isAll) =>
        setOrNot(`same-security-traffic permit ${kind}-interface`, configuration.sameSecurity[kind], isAll),
    });
  }
  configureMode
    .add('sysopt connection permit-vpn', {
      run: ({ configuration }) => (configuration.permitsVpn = true),
      no: ({ configuration }) => (configuration.permitsVpn = false),
      show: ({ configuration: { permitsVpn } }, isAll) => {
        if (permitsVpn) return isAll ? ['sysopt connection permit-vpn'] : [];
        return ['no sysopt connection permit-vpn'];
      },
    })
    .add('management-access ![WORD:name]', {
      run: ({ configuration }, { name }) => {
        if (!configuration.interfaces.byName(name)) throw Refusal.invalid('name');
        configuration.managementAccess = name;
      },
      no: ({ configuration }) => (configuration.managementAccess = undefined),
      show: ({ configuration: { managementAccess } }) =>
        managementAccess === undefined ? [] : [`management-access ${managementAccess}`],
    });
}

export function policyBlock(inspected: ReadonlySet<string>): Exclude<ConfigurationLine, string> {
  const body = [...inspected].map((protocol) => `inspect ${protocol} `);
  return { line: 'policy-map global_policy', body: [{ line: 'class inspection_default', body }] };
}

function other(kind: string, name: string): Refusal {
  return Refusal.because(`ERROR: ${kind} ${name}: no policy but global_policy with inspection_default is simulated`);
}

function declareVocabulary(): void {
  configureMode.words({
    'class-map': 'Configure MPF Class Map',
    'class-map name': 'Name of the class map',
    'policy-map': 'Configure MPF Parameter Map',
    'policy-map name': 'Name of the policy map',
    'service-policy': 'Configure MPF service policy',
    global_policy: 'Name of the policy map',
    'global_policy global': 'Enter this keyword to specify a global policy',
    fixup: 'Add or delete inspection services',
    'fixup protocol': 'Protocol',
    'same-security-traffic': 'Enable same security level interfaces to communicate',
    'same-security-traffic permit': 'Permit communication',
    'inter-interface': 'Permit communication between different interfaces with the same security level',
    'intra-interface': 'Permit communication between peers connected to the same interface',
    sysopt: 'Set system functional options',
    'sysopt connection': 'Set connection options',
    'permit-vpn': 'Permit VPN traffic past access lists',
    'management-access': 'Configure management access interface',
    'management-access name': 'Name of the interface',
  });
  classMapMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from class-map configuration mode',
    match: 'Configure classification criteria',
    'default-inspection-traffic': 'Match default inspection traffic',
  });
  policyMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from policy-map configuration mode',
    class: 'Policy criteria',
    name: 'Name of the class map',
  });
  policyClassMode.words({
    no: 'Negate a command or set its defaults',
    exit: 'Exit from class action configuration mode',
    inspect: 'Protocol inspection services',
    protocol: 'Protocol',
    icmp: 'ICMP',
    error: 'Errors of ICMP',
    h323: 'H.323',
    kind: 'H.323',
    dns: 'DNS',
    preset_dns_map: 'The map of the factory',
  });
}
