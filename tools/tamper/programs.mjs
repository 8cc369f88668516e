// The built programs as the tampers use them: the same code that npm start runs, in this process, so that a clock or a key can be held by hand.
const dist = (path) => new URL(`../../${path}`, import.meta.url).href;

/** Loads them; they must have been built. */
export async function loadPrograms() {
  const [log, audit, run, signing, receipt, server, key, output, adding, memory, witnessKey, witnessServer, verifier, schema, receipts, orphans, frozen] = await Promise.all(
    [
      'libs/transparency-log/dist/index.js',
      'libs/audit/dist/index.js',
      'apps/sequencer/dist/run-sequencer.js',
      'apps/sequencer/dist/sign/sign-checkpoint.js',
      'apps/sequencer/dist/sign/sign-receipt.js',
      'apps/sequencer/dist/sign/signer-server.js',
      'apps/sequencer/dist/sign/log-key.js',
      'apps/sequencer/dist/shared/program-log.js',
      'apps/witness/dist/add-checkpoint.js',
      'apps/witness/dist/record.js',
      'apps/witness/dist/witness-key.js',
      'apps/witness/dist/witness-server.js',
      'apps/verifier/dist/verify.js',
      'apps/api/dist/database/migrations/1764000000000-create-audit-log.js',
      'apps/api/dist/database/migrations/1764002000000-log-receipts.js',
      'apps/api/dist/database/migrations/1764002100000-log-orphans.js',
      'apps/api/dist/database/migrations/1764002200000-log-frozen.js',
    ].map((path) => import(dist(path))),
  );
  return {
    log,
    commitment: audit.commitment,
    runSequencer: run.runSequencer,
    signCheckpoint: signing.signCheckpoint,
    signReceipt: receipt.signReceipt,
    openSignerServer: server.openSignerServer,
    openLogKey: key.openLogKey,
    openReceiptKey: key.openReceiptKey,
    openProgramLog: output.openProgramLog,
    addCheckpoint: adding.addCheckpoint,
    openRecord: memory.openRecord,
    openWitnessKey: witnessKey.openWitnessKey,
    openWitnessServer: witnessServer.openWitnessServer,
    verify: verifier.verify,
    migrations: [schema, receipts, orphans, frozen].flatMap((module) => Object.values(module)),
  };
}
