/** The commands for authors of labs, declared: what each does is in a file of its own. */
import { Option, type Command } from 'commander';
import type { LabCheckOptions } from './commands/lab-check.ts';
import type { LabNewOptions } from './commands/lab-new.ts';
import type { LabTestOptions } from './commands/lab-test.ts';
import type { Host } from './host.ts';
import { atOnce } from './options.ts';
import { whereOptions } from './server-commands.ts';

type End = (status: number) => void;

const lab = 'the lab: its id (see "quickmode labs") or its folder';

export function authorCommands(program: Command, host: Host, end: End): void {
  const author = program.command('lab').description('for authors of labs').helpCommand(false);
  author
    .command('new')
    .description('write a small whole lab to begin with, with comments that say what is what')
    .argument('<folder>', 'the folder; its name is the name of the lab')
    .addOption(
      new Option('--routers <kind>', 'c3725 with IOS 12.4, or iosv with IOS 15.9, which knows IKEv2 too')
        .choices(['c3725', 'iosv'])
        .default('c3725'),
    )
    .action(async (folder: string, options: LabNewOptions) =>
      (await import('./commands/lab-new.ts')).newLab(host, folder, options),
    );
  author
    .command('words')
    .description('list what a step can expect, do and ask, and the names of faults; of one word everything about it')
    .argument('[word]', 'a word of the list, or "faults"')
    .action(async (word: string | undefined) => (await import('./commands/lab-words.ts')).tellWords(host, word));
  author
    .command('check')
    .description(
      "prove labs: steps fail before and pass after, faults are caught and named, with other seeds' values too",
    )
    .argument('[lab...]', `${lab}; every lab when none is named`)
    .option('--seeds <words>', 'other seeds than the usual two, with commas; none: the own values alone', seedsOf)
    .option('--concurrency <n>', 'so many threads; as many as there are processors when left out', atOnce)
    .option('--verbose', 'a line for everything that was tried')
    .option('--json', 'print the findings as JSON')
    .action(async (labs: string[], options: LabCheckOptions) =>
      end(await (await import('./commands/lab-check.ts')).labCheck(host, labs, options)),
    );
  const test = author
    .command('test')
    .description('do a lab by its model solution on other routers and on built-in ones, and tell what differs')
    .argument('<lab>', lab)
    .option('--seed <seed>', 'other addresses, names and keys, all of them following from this word')
    .option('--json', 'print what differs as JSON')
    .action(async (name: string, options: LabTestOptions) =>
      end(await (await import('./commands/lab-test.ts')).labTest(host, name, options)),
    );
  whereOptions(test);
  test.options.find(({ long }) => long === '--on')?.makeOptionMandatory();
  author
    .command('index', { hidden: true })
    .description('note what is in the labs that come along, as the last step of a build')
    .action(async () => (await import('./commands/labs.ts')).indexLabs(host));
}

function seedsOf(text: string): string[] {
  return text === 'none' ? [] : text.split(',').filter((seed) => seed !== '');
}
