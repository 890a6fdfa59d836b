/** netmiko, which finds prompts, pages and errors by patterns of its own, at the SSH and telnet doors. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pythonWith, runPython } from './python.ts';
import { routerNamed, simulate, type RunningSimulation } from './simulation.ts';

const python = pythonWith('netmiko', 'apt-get install -y python3-netmiko');

const configuration = `hostname R1
enable secret opensesame
username lab privilege 15 password 0 lab
username guest privilege 1 password 0 guest
interface FastEthernet0/0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
line con 0
 exec-timeout 0 0
line vty 0 4
 login local
end
`;

const script = `
import json, sys
from netmiko import ConnectHandler
ssh, telnet = int(sys.argv[1]), int(sys.argv[2])
said = {}
with ConnectHandler(device_type='cisco_ios', host='127.0.0.1', port=ssh, username='lab', password='lab') as r:
    said['prompt'] = r.find_prompt()
    said['version'] = r.send_command('show version')
    said['configured'] = r.send_config_set([
        'crypto isakmp policy 10', 'encryption aes', 'authentication pre-share', 'group 2', 'exit',
        'crypto isakmp key secret address 192.0.2.2', 'interface Loopback7', 'ip address 7.7.7.7 255.255.255.255'])
    said['policy'] = r.send_command('show running-config | section crypto isakmp policy')
    said['brief'] = r.send_command('show ip interface brief')
    said['ping'] = r.send_command('ping 7.7.7.7')
    said['refused'] = r.send_config_set(['crypto isakmp policy', 'frobnicate', 'router bgp 65000'])
    said['saved'] = r.save_config()
    said['absent'] = r.send_command('dir flash:/x')
with ConnectHandler(device_type='cisco_ios', host='127.0.0.1', port=ssh, username='guest', password='guest',
                    secret='opensesame') as r:
    said['before'] = r.find_prompt()
    r.enable()
    said['after'] = r.find_prompt()
with ConnectHandler(device_type='cisco_ios_telnet', host='127.0.0.1', port=telnet, secret='opensesame') as r:
    said['telnet'] = r.find_prompt()
    said['interface'] = r.send_command('show running-config interface Loopback7') if r.enable() is not None else ''
print(json.dumps(said))
`;

describe.skipIf(python === undefined)('netmiko', () => {
  let simulation: RunningSimulation;
  let said: Record<string, string>;
  beforeAll(async () => {
    simulation = await simulate({ nodes: [routerNamed('R1')], links: [] }, { R1: configuration });
    const [door] = simulation.doors;
    said = JSON.parse(await runPython(python ?? '', script, String(door?.ssh), String(door?.telnet))) as typeof said;
  }, 120_000);
  afterAll(() => simulation.end());

  it('logs in over SSH, reads whole outputs and pings', () => {
    expect(said['prompt']).toBe('R1#');
    expect(said['version']).toMatch(/^Cisco IOS Software/);
    expect(said['version']).toContain('Configuration register is');
    expect(said['brief']).toMatch(/^Loopback7 +7\.7\.7\.7 +YES manual up +up *$/m);
    expect(said['ping']).toContain('Success rate is 100 percent (5/5)');
  });

  it('configures and saves, and is told what is refused', () => {
    expect(said['configured']).toContain('R1(config-isakmp)#group 2');
    expect(said['policy']).toMatch(/^crypto isakmp policy 10\n encr aes\n authentication pre-share\n group 2$/m);
    expect(said['refused']).toContain('% Incomplete command.');
    expect(said['refused']).toContain("% Invalid input detected at '^' marker.");
    expect(said['refused']).toMatch(/^% Invalid input: .* is not simulated: 'router bgp'$/m);
    expect(said['saved']).toContain('[OK]');
    expect(said['absent']).toBe('%Error opening flash:/x (No such file or directory)');
  });

  it('enables', () => {
    expect([said['before'], said['after']]).toEqual(['R1>', 'R1#']);
  });

  it('works on the console by telnet', () => {
    expect(said['telnet']).toMatch(/^R1[>#]$/);
    expect(said['interface']).toContain('ip address 7.7.7.7 255.255.255.255');
  });
});
