/** Types lines at a router without a terminal: what is printed, and what is refused. */
import { applyConfiguration } from '../../../../src-main/simulator/cli/apply-configuration.ts';
import { textOfConfiguration } from '../../../../src-main/simulator/cli/configuration.ts';
import type { ConfigurationLine, ModeDeclaration } from '../../../../src-main/simulator/cli/declaration.ts';
import { ios } from '../../../../src-main/simulator/cli/dialect.ts';
import { flavourOf } from '../../../../src-main/simulator/ios/flavour.ts';
import '../../../../src-main/simulator/ios/commands.ts';
import { Debugging } from '../../../../src-main/simulator/ios/debug/debugging.ts';
import type { InterfaceContext, IosDevice } from '../../../../src-main/simulator/ios/device.ts';
import { InterfaceNotes } from '../../../../src-main/simulator/ios/interface/interface-notes.ts';
import { Log } from '../../../../src-main/simulator/ios/log/log.ts';
import { configureMode, execMode, interfaceMode } from '../../../../src-main/simulator/ios/modes.ts';
import { services } from '../../../../src-main/simulator/ios/system/services.ts';
import { Settings } from '../../../../src-main/simulator/ios/settings.ts';
import type { Interface } from '../../../../src-main/simulator/router/interface.ts';
import type { Router } from '../../../../src-main/simulator/router/router.ts';

export class CryptoConsole {
  readonly device: IosDevice;
  /** Every line that a debug has printed, without its time. */
  readonly debugged: string[] = [];
  /** What the console has shown by itself: messages and debugs, each with its time. */
  readonly logged: string[] = [];

  constructor(
    readonly router: Router,
    release = '12.4(15)T14',
  ) {
    const { clock, random } = router;
    const settings = new Settings();
    const log = new Log(
      () => ({ uptime: clock.now(), ahead: undefined }),
      () => settings.timestamps,
      () => false,
    );
    log.lines.on(({ text }) => this.logged.push(text));
    const debugging = new Debugging((line) => {
      this.debugged.push(line);
      log.debug(line);
    });
    // The crypto commands know no more of a device than this.
    const notes = new WeakMap<Interface, InterfaceNotes>();
    const notesOf = (one: Interface): InterfaceNotes => {
      const known = notes.get(one) ?? new InterfaceNotes();
      notes.set(one, known);
      return known;
    };
    this.device = {
      clock,
      random,
      router,
      debugging,
      log,
      settings,
      notesOf,
      isBooting: false,
      // Every release here has every algorithm: what a release refuses has tests of its own.
      flavour: { ...flavourOf(release), hasNextGeneration: true },
      hardware: { interfaces: [...router.interfaces.values()].map(({ name }) => ({ name })) },
    } as unknown as IosDevice;
    for (const attach of services) attach(this.device);
  }

  /** @returns the reasons of the lines that were refused */
  configure(text: string): Promise<string[]> {
    return this.#apply(text, configureMode, this.device);
  }

  configureInterface(name: string, text: string): Promise<string[]> {
    const one = this.router.interfaces.get(name);
    if (!one) throw new Error(`no such interface: ${name}`);
    return this.#apply(text, interfaceMode, { device: this.device, one } satisfies InterfaceContext);
  }

  /** What a command of exec prints, as lines; what is refused is printed too. */
  show(command: string): Promise<string[]> {
    return this.#printed(command, execMode);
  }

  /** What a command of configuration prints, likewise. */
  printed(command: string): Promise<string[]> {
    return this.#printed(command, configureMode);
  }

  async #printed(command: string, mode: ModeDeclaration<IosDevice>): Promise<string[]> {
    let text = '';
    const printed = (piece: string): void => void (text += piece);
    const options = { clock: this.router.clock, dialect: ios, printed };
    const refused = await applyConfiguration(command, mode, this.device, options);
    return [...text.replace(/\n$/, '').split('\n'), ...refused.map(({ reason }) => reason)];
  }

  /** The part of the running configuration that is about crypto. */
  get configuration(): string {
    const lines = configureMode.configuration(this.device);
    const places = lines.flatMap((line, at) => (/^(no )?crypto/.test(headOf(line)) ? [at] : []));
    const [first = 0, last = -2] = [places[0], places.at(-1)];
    // With the separator after it.
    return textOfConfiguration(lines.slice(first, last + 2));
  }

  interfaceConfiguration(name: string): string {
    const one = this.router.interfaces.get(name);
    return one ? textOfConfiguration(interfaceMode.configuration({ device: this.device, one })) : '';
  }

  async #apply<Context>(text: string, mode: ModeDeclaration<Context>, context: Context): Promise<string[]> {
    const refused = await applyConfiguration(text, mode, context, { clock: this.router.clock, dialect: ios });
    return refused.map(({ reason }) => reason);
  }
}

function headOf(line: ConfigurationLine): string {
  return typeof line === 'string' ? line : line.line;
}
