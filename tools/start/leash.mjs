// Loaded into every program before its own code: when the start is gone, killed even, the program ends by itself.
import { Socket } from 'node:net';

const LEASH = 3; // file descriptor of a pipe that the start holds open and never writes to
const GRACE_MS = 10_000;

if (process.env.COMITY_LEASH === '1') {
  const loose = () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), GRACE_MS).unref();
  };
  new Socket({ fd: LEASH, readable: true, writable: false }).on('error', loose).on('end', loose).resume().unref();
}
