import { chmodSync, unlinkSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { base64 } from '@comity/transparency-log';
import { Frozen } from '../shared/freeze.js';
import { factsOf, type ProgramLog } from '../shared/program-log.js';
import { NotSigned, recall, signCheckpoint, type SignerParts } from './sign-checkpoint.js';
import { signReceipt } from './sign-receipt.js';

/** Another signer answers at this socket: two of them would be two memories. */
export class SignerRuns extends Error {
  override readonly name = 'SignerRuns';
}

/** Removes the socket that a killed signer left. @throws {SignerRuns} */
async function clear(path: string): Promise<void> {
  const answers = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => resolve(true)).on('error', () => resolve(false));
    probe.on('connect', () => probe.destroy());
  });
  if (answers) throw new SignerRuns();
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error;
  }
}

/**
 * Serves the signer at a local socket that its own user alone can open: `POST /sign/EPOCH`, `POST /receipt/ENTRY`, `GET /keys`, `GET /size`,
 * `GET /live`. Checkpoints are signed one after the other, because each rests on the memory that the one before wrote.
 */
export async function openSignerServer(path: string, parts: SignerParts, log: ProgramLog): Promise<{ close(): Promise<void> }> {
  await clear(path);
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  async function answer(request: IncomingMessage): Promise<object | undefined> {
    const { method, url } = request;
    if (method === 'GET' && url === '/live') return {};
    if (method === 'GET' && url === '/keys') return { vkeys: parts.keys.map(({ text }) => text), receiptVkey: parts.receiptKey.text };
    const entry = method === 'POST' ? /^\/receipt\/([1-9][0-9]{0,18})$/.exec(url ?? '')?.[1] : undefined;
    if (entry !== undefined) return { note: await signReceipt(parts, entry) };
    if (method === 'GET' && url === '/size') return inTurn(async () => ({ size: (await recall(parts)).parts.size }));
    const epoch = method === 'POST' ? /^\/sign\/(0|[1-9][0-9]{0,18})$/.exec(url ?? '')?.[1] : undefined;
    if (epoch === undefined) return undefined;
    return inTurn(async () => {
      const signed = await signCheckpoint(parts, BigInt(epoch));
      return { size: signed.size, root: base64(signed.root), epoch: String(signed.epoch), note: signed.note };
    });
  }

  const send = (response: ServerResponse, status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((request, response) => {
    request.resume();
    answer(request).then(
      (body) => (body ? send(response, 200, body) : send(response, 404, {})),
      (error: unknown) => {
        const refused = error instanceof Frozen ? `frozen:${error.why}` : error instanceof NotSigned ? error.message : undefined;
        if (refused === undefined) log.error('sign-failed', factsOf(error));
        else log.error('not-signed', { why: refused });
        send(response, refused === undefined ? 500 : 409, { refused: refused ?? 'failed' });
      },
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  chmodSync(path, 0o600);
  return {
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await closed;
      await last;
    },
  };
}
