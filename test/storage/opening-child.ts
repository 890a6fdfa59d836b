/** Opens the store, makes an attempt and says which; then ends. */
import { openStore } from '../../src-main/storage/store.ts';

const [file = ''] = process.argv.slice(2);
const store = openStore(file);
const files = { 'lab.yml': 'id: x' };
const made = store.createAttempt({
  lab: 'x',
  labVersion: 1,
  files,
  seed: undefined,
  step: undefined,
});
const key = store.installationOrNew('ssh.host-key', () => String(process.pid));
store.close();
process.stdout.write(`${made.id} ${key}\n`);
