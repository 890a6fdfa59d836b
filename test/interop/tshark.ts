/** Wireshark's opinion of what was sent. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emitPcap, linkTypes, type CapturedFrame } from '../../src-main/simulator/wire/pcap.ts';
import { judge } from '../judges.ts';

/** Undefined where it is not installed. */
export const tshark = judge('tshark', 'apt-get install -y tshark');

export const decrypting = ['-o', 'esp.enable_encryption_decode:TRUE', '-o', 'esp.enable_authentication_check:TRUE'];

/** Its profile is a folder of ours, so that nothing of the user's has a say, and keys are found there. */
export class Tshark {
  readonly #folder = mkdtempSync(join(tmpdir(), 'quickmode-tshark-'));

  /**
   * @param keyFiles of the profile, which has the keys of the capture that was written last
   * @returns the path of the capture
   */
  write(name: string, frames: CapturedFrame[], keyFiles: Readonly<Record<string, string>> = {}): string {
    const path = join(this.#folder, name);
    writeFileSync(path, emitPcap({ linkType: linkTypes.ethernet, frames }));
    for (const [file, text] of Object.entries(keyFiles)) writeFileSync(join(this.#folder, file), text);
    return path;
  }

  /** Lines of output. */
  run(...options: readonly string[]): string[] {
    const env = { ...process.env, WIRESHARK_CONFIG_DIR: this.#folder };
    const output = execFileSync(tshark ?? 'tshark', options, { env, stdio: ['ignore', 'pipe', 'ignore'] });
    return output
      .toString()
      .split('\n')
      .filter((line) => line !== '');
  }

  /** Values of fields of the packets that a filter lets through, one packet a line. */
  fields(capture: string, filter: string, ...names: readonly string[]): string[] {
    const wanted = names.flatMap((name) => ['-e', name]);
    return this.run('-r', capture, ...decrypting, '-Y', filter, '-T', 'fields', ...wanted);
  }

  dispose(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
