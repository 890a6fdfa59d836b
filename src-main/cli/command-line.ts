/**
 * What may be typed after `quickmode`. Each command is declared here, where its words are, and does its work in a file
 * of its own that is loaded when the command is given: `quickmode labs` need not wait for what `serve` needs.
 */
import { Command, CommanderError, Option } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import { Failure } from '../base/errors.ts';
import { authorCommands } from './author-commands.ts';
import { classCommands } from './class-commands.ts';
import type { ExportCommandOptions } from './commands/export.ts';
import type { OverheadOptions } from './commands/overhead.ts';
import type { ParseOptions } from './commands/parse.ts';
import type { ReportCommandOptions } from './commands/report.ts';
import { bugReport, complaintOf, statusOf } from './complaint.ts';
import { exitStatus, type Host } from './host.ts';
import { packetBytes, portNumber, seconds } from './options.ts';
import { helpShape, usageComplaint } from './usage.ts';
import { serverCommands, whereOptions } from './server-commands.ts';
import { captured, condition, gateway, speed, uplink } from './sim-options.ts';

/** The exit status; nothing is thrown. */
export async function runCommandLine(args: readonly string[], host: Host): Promise<number> {
  let status: number = exitStatus.fine;
  const program = declare(host, (given) => (status = given));
  try {
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.fine : exitStatus.badInput;
    host.err(error instanceof Failure ? complaintOf(error) : bugReport(error));
    return error instanceof Failure ? statusOf(error) : exitStatus.bug;
  }
}

type End = (status: number) => void;

const statuses = `
Exit status: 0 done, and every step passed; 1 a step has not passed; 2 wrong usage or input; 3 a device was not reached;
130 ended by Ctrl-C.
What you do is kept in the platform's data folder, or in the folder named by QUICKMODE_HOME.`;

/** As `renderReport` has them; written out so that nothing is loaded to declare a command. */
const reportFormats = ['html', 'json', 'junit', 'xml', 'csv'];
const lab = 'the lab: its id (see "quickmode labs") or its folder';
const labOrTopology = 'the lab (its id or folder), or a topology file (see "quickmode import")';
const topologyFile =
  'a project of GNS3 (.gns3, .gns3project, .net of 0.8), a lab of CML (YAML, JSON, .virl) or of EVE-NG (.unl)';
const report = 'write the report; the name ends in .html, .json, .xml (JUnit) or .csv, and so it is made';
const seed = 'other addresses, names and keys, all of them following from this word';

const unsolved = 'Without --solve nothing is typed: the routers are graded as they start.\n';

function declare(host: Host, end: End): Command {
  const program = new Command('quickmode')
    .description(
      'A lab for learning IPsec: built-in routers that speak real IKE and ESP, and exercises graded step by step.',
    )
    .version(packageFile.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help, or that of a command')
    .helpCommand('help [command]', 'print this help, or that of a command')
    .addHelpText('after', statuses)
    .configureOutput({
      writeOut: (text) => host.out(text),
      writeErr: (text) => host.err(text),
      outputError: (text, write) => write(usageComplaint(text)),
    })
    .configureHelp(helpShape)
    .showHelpAfterError('(try "quickmode --help")')
    .exitOverride();
  for (const declareCommand of [
    window,
    library,
    authorCommands,
    serverCommands,
    files,
    exercise,
    classCommands,
    routers,
    captures,
    outputs,
    packets,
  ])
    declareCommand(program, host, end);
  pointToHelp(program, 'quickmode');
  return program;
}

/** Who went wrong in a command is pointed to its own help. */
function pointToHelp(parent: Command, path: string): void {
  for (const command of parent.commands) {
    const own = `${path} ${command.name()}`;
    command.showHelpAfterError(`(try "${own} --help")`);
    pointToHelp(command, own);
  }
}

function window(program: Command, host: Host, end: End): void {
  const port = ['--port <port>', 'the port on 127.0.0.1; 0 is any that is free', portNumber, 0] as const;
  program
    .command('start')
    .description('open QuickMode: its own window, or the browser where Electron is not installed')
    .option('--no-open', 'open nothing: print the address, as serve does')
    .option(...port)
    .action(async (options: { open: boolean; port: number }) => {
      const { start } = await import('./commands/start.ts');
      end(await start(host, options));
    });
  program
    .command('serve')
    .description('offer QuickMode to browsers of this machine, and print the address to open')
    .option(...port)
    .action(async (options: { port: number }) => {
      const { serve } = await import('./commands/serve.ts');
      await serve(host, options);
    });
}

function library(program: Command, host: Host): void {
  program
    .command('labs')
    .description('list the labs')
    .action(async () => (await import('./commands/labs.ts')).labs(host));
  program
    .command('import')
    .description('read a topology file, and tell what is in it')
    .argument('<file>', topologyFile)
    .option('--json', 'print nodes, links and diagnostics as JSON')
    .action(async (file: string, options: { json?: true }) => {
      (await import('./commands/import.ts')).importFile(host, file, options);
    });
}

function files(program: Command, host: Host): void {
  const to = (command: Command): Command =>
    command
      .addOption(new Option('--to <format>', 'whose file it is to be').choices(['cml', 'gns3']).makeOptionMandatory())
      .option(
        '--output <file>',
        'where it goes; for GNS3 a name that ends in .gns3 is a project with files beside it, any other one archive ' +
          '(- is the standard output)',
      );
  to(
    program
      .command('convert')
      .description('write a topology file as one of CML or GNS3, and tell what is not as it was'),
  )
    .argument('<file>', topologyFile)
    .action(async (file: string, options: ExportCommandOptions) => {
      (await import('./commands/export.ts')).convertFile(host, file, options);
    });
  to(
    program.command('export').description('write the network of a lab, start configurations included, for CML or GNS3'),
  )
    .argument('<lab|topology>', labOrTopology)
    .option('--seed <seed>', seed)
    .action(async (name: string, options: ExportCommandOptions) => {
      (await import('./commands/export.ts')).exportLab(host, name, options);
    });
}

function exercise(program: Command, host: Host, end: End): void {
  const run = program
    .command('run')
    .description(
      "grade a lab step by step on fresh built-in routers; with --solve its own solution is typed as it goes, else the routers stay as they start. To do the lab yourself: 'quickmode start'",
    )
    .argument('<lab>', lab)
    .option('--solve', "type the lab's own solution of each step before it is graded")
    .option('--until <step>', 'stop after this step')
    .option('--report <file>', report)
    .option('--seed <seed>', seed)
    .option('--attempt <id>', 'work on this stored attempt instead of a fresh one')
    .action(async (name: string, options: { solve?: true; attempt?: string }) => {
      const { run } = await import('./commands/run.ts');
      const note = options.solve || options.attempt !== undefined ? '' : unsolved;
      end(await run(host, name, { ...options, solve: options.solve === true, note }));
    });
  const grade = program
    .command('grade')
    .description('grade every step as the routers are, and configure nothing: those of a stored attempt, or fresh ones')
    .argument('<lab>', lab)
    .option('--report <file>', report)
    .option('--seed <seed>', seed)
    .option('--attempt <id>', 'grade this stored attempt')
    .action(async (name: string, options: object) => {
      const { run } = await import('./commands/run.ts');
      end(await run(host, name, { ...options, solve: false }));
    });
  for (const command of [run, grade]) whereOptions(command);
  reports(program, host);
  answers(program, host);
}

function answers(program: Command, host: Host): void {
  program
    .command('answer')
    .description(
      'answer a question of a stored attempt; the next run or grade judges it. Without an answer: list what is asked',
    )
    .argument('<attempt>', 'the attempt, as run and grade name it')
    .argument('[step]', 'the step, by its id')
    .argument('[question]', 'the question, by its id')
    .argument('[answer...]', 'a number, words, or ids of choices')
    .option('--show', 'show the right answer instead: the question earns nothing then')
    .action(async (...given: [string, string, string, string[], { show?: true }]) => {
      const [attempt, step, question, values, options] = given;
      const { answer } = await import('./commands/answer.ts');
      await answer(host, { attempt, step, question, values, ...options });
    });
}

function reports(program: Command, host: Host): void {
  program
    .command('report')
    .description('tell where a stored attempt stands, every verdict with the lines of the routers that it rests on')
    .argument('<attempt>', 'its id, or the last four characters of it')
    .addOption(
      new Option('--as <format>', 'as what; junit and xml are the same').choices(reportFormats).default('html'),
    )
    .option('--output <file>', 'where it goes (- is the standard output)', '-')
    .action(async (attempt: string, options: ReportCommandOptions) => {
      (await import('./commands/report.ts')).reportCommand(host, attempt, options);
    });
}

function routers(program: Command, host: Host, end: End): void {
  program
    .command('sim')
    .description('start built-in routers, and offer their consoles by telnet until interrupted')
    .argument('<lab|topology>', labOrTopology)
    .option(
      '--telnet-from <port>',
      'the first console is at this port, the next ones follow (any free ports)',
      portNumber,
    )
    .option('--ssh-from <port>', 'offer SSH too, from this port on; 0 is any free ports', portNumber)
    .option('--speed <n>', 'so many seconds of the routers are one second; max is as fast as can be', speed)
    .option('--link <name:conditions>', `conditions of a link, with commas: R1-R2:delay=50,loss=2`, condition)
    .option('--capture <link=file>', 'write a link to a file as it happens (pcap, pcapng; - is the output)', captured)
    .option(
      '--uplink <node:interface=port:host:port>',
      'join an interface to another program by UDP on loopback, a frame in each datagram, as QEMU and dynamips do',
      uplink,
    )
    .option(
      '--gateway <node:interface=address:port:host:port>',
      'let routers reach a UDP port of this machine at an address of their own, through an address translator; ' +
        'host:port:address:port lets programs reach a UDP port of a router',
      gateway,
    )
    .option('--seed <seed>', seed)
    .action(async (name: string, options: object) => {
      const { sim } = await import('./commands/sim.ts');
      end(await sim(host, name, options));
    });
}

function captures(program: Command, host: Host): void {
  program
    .command('capture')
    .description('capture a link while the lab is solved or time passes, with the keys that decrypt it')
    .argument('<lab|topology>', labOrTopology)
    .requiredOption('--link <name>', 'the link: "west-link", "R1-R2", "R1 FastEthernet0/0"')
    .requiredOption('--output <file>', 'the capture file (.pcap or .pcapng; - is the standard output)')
    .option('--solve-to <step>', 'solve the lab up to and with this step (to its end)')
    .option('--seconds <n>', 'solve nothing: so many seconds of the routers pass (60 for a topology file)', seconds)
    .option('--attempt <id>', 'begin with the routers of this stored attempt')
    .option('--keys <folder>', "where Wireshark's key files go (beside the capture)")
    .option('--seed <seed>', seed)
    .action(async (name: string, options: { link: string; output: string }) => {
      const { captureCommand } = await import('./commands/capture.ts');
      await captureCommand(host, name, options);
    });
  program
    .command('fidelity')
    .description('compare what built-in devices print with outputs of real ones, and list the worst first')
    .argument('<folder>', 'console sessions of real devices (*.txt), or a collection with an INDEX.tsv')
    .option('--json', 'print the comparison as JSON')
    .option('--seconds <n>', 'ask our devices no longer than that, and compare what they have printed', seconds, 45)
    .action(async (folder: string, options: { json?: true; seconds: number }) => {
      const { fidelityCommand } = await import('./commands/fidelity.ts');
      await fidelityCommand(host, folder, options);
    });
}

function outputs(program: Command, host: Host): void {
  program
    .command('parse')
    .description('read what a device printed, and print it as JSON (resources/schemas/parse.schema.json)')
    .argument('[file]', 'what it printed; the standard input without it')
    .option('--platform <platform>', 'whose output it is: ios, iosxe, asa, linux, vpcs')
    .option('--command <command>', 'what was typed, abbreviated or not: "sh cry ipsec sa"')
    .option('--list', 'list the commands whose outputs are read')
    .action(async (file: string | undefined, options: ParseOptions) => {
      await (await import('./commands/parse.ts')).parseCommand(host, file, options);
    });
}

/** As `packetLength` has them; written out so that nothing is loaded to declare a command. */
const ciphers = ['des', '3des', 'aes', 'aes-gcm', 'null'];
const hashes = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'];

function packets(program: Command, host: Host): void {
  program
    .command('overhead')
    .description('count how long a packet becomes in a tunnel, header by header, and what still fits')
    .option('--packet <bytes>', 'the IP packet that is sent, with its header', packetBytes, 1400)
    .option('--mtu <bytes>', 'what the way takes', packetBytes, 1500)
    .addOption(new Option('--gre [with-key]', 'in GRE, or in GRE with a key').choices(['with-key']))
    .addOption(new Option('--encryption <cipher>', 'of ESP').choices(ciphers))
    .addOption(new Option('--integrity <hash>', 'of ESP').choices(hashes))
    .addOption(new Option('--ah <hash>', 'AH').choices(hashes))
    .addOption(new Option('--mode <mode>', 'of IPsec').choices(['tunnel', 'transport']).default('tunnel'))
    .option('--nat', 'ESP in UDP, because of NAT')
    .option('--json', 'print it as JSON')
    .action(async (options: OverheadOptions) => {
      (await import('./commands/overhead.ts')).overheadCommand(host, options);
    });
}
