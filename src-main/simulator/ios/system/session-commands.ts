/** Coming, going, and what somebody may do: enable, disable, exit, configure terminal, show privilege. */
import type { Exec } from '../../cli/declaration.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { IosDevice } from '../device.ts';
import { configureMode, execMode } from '../modes.ts';
import { accepts } from './password.ts';
import { nameOfPlace } from '../place.ts';
import type { Settings } from '../settings.ts';

const highestPrivilege = 15;
const attempts = 3;

export function declareSessionCommands(): void {
  execMode
    .words({
      enable: 'Turn on privileged commands',
      'enable level': 'Enable level',
      disable: 'Turn off privileged commands',
      'disable level': 'Privilege level to go to',
      exit: 'Exit from the EXEC',
      logout: 'Exit from the EXEC',
      quit: 'Exit from the EXEC',
      configure: 'Enter configuration mode',
      'configure terminal': 'Configure from the terminal',
      'configure memory': 'Configure from NV memory',
      'show privilege': 'Show current privilege level',
      no: 'Disable debugging functions',
    })
    .add('enable [<0-15>:level]', {
      privilege: 0,
      run: ({ settings }, { level = highestPrivilege }, exec) => enable(settings, level, exec),
    })
    .add('disable [<0-15>:level]', {
      privilege: 0,
      run: (_, { level = 1 }, exec) => {
        if (level > exec.privilege)
          throw Refusal.because('New privilege level must be less than current privilege level');
        exec.privilege = level;
      },
    })
    .add('exit', { privilege: 0, run: (_, __, exec) => exec.logout() })
    .add('logout', { privilege: 0, run: (_, __, exec) => exec.logout() })
    .add('quit', { privilege: 0, run: (_, __, exec) => exec.logout() })
    .add('configure', { privilege: highestPrivilege, run: configureFrom })
    .add('configure terminal', { privilege: highestPrivilege, run: configure })
    .add('configure memory', { privilege: highestPrivilege, run: configureFromMemory })
    .add('show privilege', {
      run: (_, __, exec) => exec.print(`Current privilege level is ${exec.privilege}`),
    });
  configureMode
    .words({
      end: 'Exit from configure mode',
      exit: 'Exit from configure mode',
      do: 'To run exec commands in config mode',
      no: 'Negate a command or set its defaults',
      default: 'Set a command to its defaults',
    })
    .add('end', { run: (_, __, exec) => exec.end() })
    .add('exit', { run: (_, __, exec) => exec.leave() });
}

/** Where no secret is set, only who sits at the router gets in (System Message: "% No password set"). */
async function enable({ enableSecret, enablePassword }: Settings, level: number, exec: Exec): Promise<void> {
  if (level <= exec.privilege) {
    exec.privilege = level;
    return;
  }
  const wanted = enableSecret ?? enablePassword;
  if (!wanted && exec.lineName.startsWith('vty')) throw Refusal.because('% No password set');
  for (let attempt = 0; wanted && attempt < attempts; attempt++) {
    const password = await exec.askSecret('Password: ');
    if (accepts(wanted, password)) break;
    if (attempt === attempts - 1) throw Refusal.because(enableSecret ? '% Bad secrets\n' : '% Bad passwords\n');
  }
  exec.privilege = level;
}

async function configureFrom(device: IosDevice, args: unknown, exec: Exec): Promise<void> {
  const answer = (await exec.ask('Configuring from terminal, memory, or network [terminal]? ')).trim().toLowerCase();
  if ('terminal'.startsWith(answer)) configure(device, args, exec);
  else if ('memory'.startsWith(answer)) await configureFromMemory(device, args, exec);
  else if ('network'.startsWith(answer)) throw Refusal.notSimulated("'configure network' is not simulated");
  else throw Refusal.because('?Must be "terminal", "memory" or "network"');
}

/** The startup configuration is added to the running one. */
async function configureFromMemory(device: IosDevice, _: unknown, exec: Exec): Promise<void> {
  const { startupConfiguration } = device;
  if (startupConfiguration === undefined) throw Refusal.because('startup-config is not present');
  await device.merge(startupConfiguration);
  const text = `Configured from memory by ${nameOfPlace(device, exec.lineName)}`;
  device.log.report({ facility: 'SYS', severity: 5, mnemonic: 'CONFIG_I', text });
}

function configure(device: IosDevice, _: unknown, exec: Exec): void {
  exec.print('Enter configuration commands, one per line.  End with CNTL/Z.');
  exec.enter(configureMode, device);
}
