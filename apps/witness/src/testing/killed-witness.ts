import { addCheckpoint } from '../add-checkpoint.js';
import { readWitnessConfig } from '../config.js';
import { openRecord } from '../record.js';
import { openWitnessKey } from '../witness-key.js';

// A witness that is killed at the one moment that matters: the new tree is on the disk, the answer does not exist yet. Its request is in an argument.
const { memory, key, name, logs } = readWitnessConfig(process.env);
const record = openRecord(memory, false);
const stored = (): void => void process.kill(process.pid, 'SIGKILL');
await addCheckpoint({ key: openWitnessKey(key, name, false), record, logs, nowS: () => Date.now() / 1000, stored }, Buffer.from(process.argv[2]!));
