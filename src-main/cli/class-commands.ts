/** The commands for teachers, declared: what each does is in a file of its own. */
import type { Command } from 'commander';
import type { GradeOptions, ReportsOption } from './commands/class.ts';
import type { Host } from './host.ts';
import { atOnce } from './options.ts';

type End = (status: number) => void;

const classFile = 'the class file: a line for each student (see "quickmode class new")';
const report = [
  '--report <file>',
  'write the matrix; .html, .json, .xml or .csv by the ending of the name. It may be given several times',
  (file: string, before: string[] = []): string[] => [...before, file],
] as const;

export function classCommands(program: Command, host: Host, end: End): void {
  const teacher = program.command('class').description('for teachers: grade a class, pod by pod').helpCommand(false);
  teacher
    .command('new')
    .description('write a class file to begin with')
    .argument('<file>', 'the file: CLASS.yml')
    .requiredOption('--lab <lab>', 'the lab: its id (see "quickmode labs") or its folder')
    .option('--students <file>', 'a file with a line for each student: ID, or ID and a name behind a comma')
    .action(async (file: string, options: { lab: string; students?: string }) => {
      (await import('./commands/class-new.ts')).newClass(host, file, options);
    });
  teacher
    .command('check')
    .description('tell who is in a class file, with which seed, and what does not hold of what was handed in')
    .argument('<file>', classFile)
    .action(async (file: string) => end(await (await import('./commands/class.ts')).checkClass(host, file)));
  teacher
    .command('grade')
    .description('grade every pod, several at a time; one that was broken off goes on where it was')
    .argument('<file>', classFile)
    .option(...report)
    .option('--concurrency <n>', 'so many pods at once', atOnce)
    .option('--fresh', 'grade everybody anew, also where an earlier grading was broken off')
    .option('--broken', 'grade only those that the last grading could not')
    .option('--trust-new', 'trust SSH host keys that were never seen; changed ones never are')
    .action(async (file: string, options: GradeOptions) => {
      end(await (await import('./commands/class.ts')).gradeCommand(host, file, options));
    });
  teacher
    .command('regrade')
    .description('judge the evidence of the last grading anew, by the lab as it is now; no router is asked')
    .argument('<file>', classFile)
    .option(...report)
    .action(async (file: string, options: ReportsOption) => {
      await (await import('./commands/class.ts')).regradeCommand(host, file, options);
    });
  teacher
    .command('report')
    .description('show the last grading, or write it')
    .argument('<file>', classFile)
    .option(...report)
    .action(async (file: string, options: ReportsOption) => {
      await (await import('./commands/class.ts')).reportClass(host, file, options);
    });
  handingIn(program, host);
}

function handingIn(program: Command, host: Host): void {
  program
    .command('hand-in')
    .description('write all that is kept of an attempt, signed, to a file for your teacher')
    .argument('<attempt>', 'its id, or the last four characters of it')
    .requiredOption('--output <file>', 'where it goes: NAME.zip (- is the standard output)')
    .action(async (attempt: string, options: { output: string }) => {
      (await import('./commands/hand-in.ts')).handInCommand(host, attempt, options);
    });
}
