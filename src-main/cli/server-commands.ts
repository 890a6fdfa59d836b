/** The commands about servers, declared: what each does is in a file of its own. */
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Host } from './host.ts';
import { bound, template } from './place-options.ts';

type End = (status: number) => void;

const trustNew = ['--trust-new', 'trust SSH host keys that were never seen; changed ones never are'] as const;
const server = 'the server: its name (see "quickmode servers")';

/** Where the routers of a lab are, for the commands that grade one. */
export function whereOptions(command: Command): void {
  command
    .option(
      '--on <place>',
      'on a server by its name, or inventory:FILE (a pyATS testbed, an Ansible or containerlab file)',
    )
    .option('--project <name>', 'the project of the server, by its name or id')
    .option('--bind <role=node>', 'which node or device a role is at; ROLE.INTERFACE=NAME for an interface', bound)
    .option(...trustNew);
}

export function serverCommands(program: Command, host: Host, end: End): void {
  known(program, host, end);
  program
    .command('projects')
    .description('list the projects of a server')
    .argument('<server>', server)
    .option(...trustNew)
    .action(async (name: string, options: object) => {
      await (await import('./commands/projects.ts')).listProjects(host, name, options);
    });
  program
    .command('nodes')
    .description('list the nodes of a project, or start or stop them')
    .argument('<server>', server)
    .argument('<project>', 'its name or id')
    .argument('[start|stop]', 'what is to be done with them')
    .argument('[node...]', 'those that are meant; all of them when none is named')
    .option(...trustNew)
    .action(
      async (...[name, project, what, nodes, options]: [string, string, string | undefined, string[], object]) => {
        const { nodesCommand } = await import('./commands/projects.ts');
        end(await nodesCommand(host, { server: name, project, what, nodes, ...options }));
      },
    );
  program
    .command('deploy')
    .description('make a lab or a topology file into a project on a server, with its start configurations')
    .argument('<lab|topology>', 'the lab (its id or folder), or a topology file')
    .requiredOption('--on <server>', server)
    .option('--template <node=id>', 'what a node is made from, where the server has several', template)
    .option('--seed <seed>', 'other addresses, names and keys, all of them following from this word')
    .option(...trustNew)
    .action(async (what: string, options: { on: string }) => {
      end(await (await import('./commands/deploy.ts')).deploy(host, what, options));
    });
}

function known(program: Command, host: Host, end: End): void {
  const servers = program
    .command('servers')
    .description('the GNS3 and CML servers that are known by name')
    .helpCommand(false);
  servers
    .command('list', { isDefault: true })
    .description('list them')
    .action(async () => (await import('./commands/servers.ts')).listServers(host));
  servers
    .command('add')
    .description(
      'add one; its password is asked for, or taken from QUICKMODE_PASSWORD, and kept sealed with your passphrase (asked for, or QUICKMODE_PASSPHRASE)',
    )
    .argument('<name>', 'what you call it')
    .argument('<url>', 'its address: http://192.0.2.1:3080')
    .addOption(new Option('--kind <kind>', 'what it is').choices(['gns3', 'cml']).makeOptionMandatory())
    .option('--username <name>', 'who logs in there')
    .option('--certificate <sha256>', 'the fingerprint of its certificate, where no authority vouches for it')
    .addOption(new Option('--consoles <way>', 'how consoles of GNS3 are reached').choices(['telnet', 'websocket']))
    .option('--console-port <port>', "the SSH port of CML's console server, where it is not 22", portNumber)
    .option('--no-keep-password', 'do not keep the password: it is asked for each time, or in QUICKMODE_PASSWORD')
    .action(async (name: string, url: string, options: { kind: 'gns3' | 'cml'; keepPassword: boolean }) => {
      await (await import('./commands/servers.ts')).addServer(host, name, url, options);
    });
  servers
    .command('remove')
    .description('forget one, with its password')
    .argument('<name>', server)
    .action(async (name: string) => (await import('./commands/servers.ts')).removeServer(host, name));
  servers
    .command('test')
    .description('reach one, and say its version')
    .argument('<name>', server)
    .option(...trustNew)
    .action(async (name: string, options: object) =>
      end(await (await import('./commands/servers.ts')).testServer(host, name, options)),
    );
  for (const command of servers.commands)
    command.showHelpAfterError(`(try "quickmode servers ${command.name()} --help")`);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError('Expected a port, from 1 to 65535.');
}
