/** Says which attempts it finds in the store, and ends. */
import { readStore } from '../../src-main/storage/store.ts';

const [file = ''] = process.argv.slice(2);
const store = readStore(file);
const found = store.attempts.list().map(({ id }) => id);
store.close();
process.stdout.write(`${found.join(' ')}\n`);
