// What the figures were measured on.
import { cpus, loadavg, totalmem } from 'node:os';

/** @param version what the server says of itself */
export const machine = (version) => ({
  cpus: cpus().length,
  cpu: cpus()[0].model.trim(),
  memoryGb: Math.round(totalmem() / 1e8) / 10,
  node: process.versions.node,
  postgres: version,
  load: Math.round(loadavg()[0] * 10) / 10,
});
