/** netmiko's `cisco_asa`, which enables, turns paging off and finds prompts in a way of its own, at the doors of a firewall. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firewallNamed, loginConfiguration } from './firewall-end.ts';
import { pythonWith, runPython } from './python.ts';
import { simulate, type RunningSimulation } from './simulation.ts';

const python = pythonWith('netmiko', 'apt-get install -y python3-netmiko');

const script = `
import json, sys
from netmiko import ConnectHandler
said = {}
with ConnectHandler(device_type='cisco_asa', host='127.0.0.1', port=int(sys.argv[1]), username='lab', password='lab',
                    secret='opensesame') as r:
    said['prompt'] = r.find_prompt()
    said['version'] = r.send_command('show version')
    said['configured'] = r.send_config_set([
        'object network YELLOW', 'subnet 192.168.100.0 255.255.255.0', 'exit',
        'crypto ikev1 policy 10', 'encryption aes-256', 'authentication pre-share', 'group 5', 'exit'])
    said['policy'] = r.send_command('show running-config crypto ikev1')
    said['brief'] = r.send_command('show interface ip brief')
    said['ping'] = r.send_command('ping 192.0.2.1')
    said['refused'] = r.send_config_set(['frobnicate'])
    said['running'] = r.send_command('show running-config')
    said['saved'] = r.save_config()
    said['alone'], said['copied'] = [r.remote_conn_pre.exec_command(one, timeout=30)[1].read().decode()
                                     for one in ('show version', 'scp -t disk0:x')]
print(json.dumps(said))
`;

describe.skipIf(python === undefined)('netmiko at a firewall', () => {
  let simulation: RunningSimulation;
  let said: Record<string, string>;
  beforeAll(async () => {
    simulation = await simulate({ nodes: [firewallNamed('FW')], links: [] }, { FW: loginConfiguration });
    const [door] = simulation.doors;
    said = JSON.parse(await runPython(python ?? '', script, String(door?.ssh))) as typeof said;
  }, 120_000);
  afterAll(() => simulation.end());

  it('logs in, enables, and reads whole outputs', () => {
    expect(said['prompt']).toBe('FW#');
    expect(said['version']).toContain('Cisco Adaptive Security Appliance Software Version');
    expect(said['brief']).toMatch(/^GigabitEthernet0\/0 +192\.0\.2\.1 +YES /m);
    expect(said['running']).toMatch(/^: Saved|^ASA Version/m);
    expect(said['running']).toMatch(/^: end$/m);
  });

  it('answers a command that comes alone, whole, and takes no files', () => {
    expect(said['alone']).toContain('Cisco Adaptive Security Appliance Software Version');
    expect(said['alone']).toMatch(/Serial Number: /);
    expect(said['alone']).not.toContain('More');
    expect(said['copied']).toBe('Administratively disabled.\r\n');
  });

  it('configures and saves, and is told what is refused', () => {
    expect(said['configured']).toMatch(/FW\(config-ikev1-policy\)# group 5/);
    expect(said['policy']).toMatch(/^crypto ikev1 policy 10\n authentication pre-share\n encryption aes-256\n/m);
    expect(said['refused']).toContain("ERROR: % Invalid input detected at '^' marker.");
    expect(said['saved']).toContain('[OK]');
  });
});
