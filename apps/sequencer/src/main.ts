import { ConfigUnusable, readSequencerConfig } from './config.js';
import { DatabaseRefused, runSequencer } from './run-sequencer.js';
import { factsOf, openProgramLog } from './shared/program-log.js';

const log = openProgramLog('sequencer');
/** A stop that hangs is ended; the database rolls back what was open. */
const STOP_MS = 9000;

/** Grows the tree, publishes checkpoints and serves the log. It never sees the log's key, and sees bodies only to serve them. */
async function main(): Promise<void> {
  const sequencer = await runSequencer(readSequencerConfig(process.env), log);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void sequencer.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
}

main().catch((error: unknown) => {
  if (error instanceof ConfigUnusable || error instanceof DatabaseRefused) process.stderr.write(`${error.message}\n`);
  else {
    log.error('start-failed', factsOf(error));
    process.stderr.write(`sequencer: ${error instanceof Error ? error.name : 'failed'}\n`);
  }
  process.exit(1);
});
