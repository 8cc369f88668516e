import { readCyberTipline } from './cybertipline.js';

/**
 * Entry of the child process that reads a file from outside: it gets bytes, answers rows or refusals, and ends. It has no environment, no file
 * rights but its own program, no rights to start anything, and no credentials; the parent ends it after its time.
 */
process.once('message', (message: { bytes: Uint8Array }) => {
  void readCyberTipline(message.bytes).then((result) => {
    process.send?.(result, () => process.disconnect());
  });
});
// The parent's clock for the reading starts here: loading the program is not the document's fault.
process.send?.('ready');
