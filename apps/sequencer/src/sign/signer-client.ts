import { request } from 'node:http';
import { fromBase64 } from '@comity/transparency-log';
import * as z from 'zod';
import { type SignedCheckpoint } from './sign-checkpoint.js';

/** The signer refuses, and says why in a code. */
export class SignerRefused extends Error {
  override readonly name = 'SignerRefused';
  constructor(readonly why: string) {
    super(`signer: ${why}`);
  }
}

/** Nobody answers at the socket, or not in time, or not in words that are understood. */
export class SignerSilent extends Error {
  override readonly name = 'SignerSilent';
}

/** The two calls of the signer and what it says of itself. What is asked here is asked at its local socket. */
export interface SignerClient {
  /** Has the present tree signed for the process of this epoch. @throws {SignerRefused | SignerSilent} */
  sign(epoch: string): Promise<SignedCheckpoint>;
  /** Note of the receipt of an entry, by its row. @throws {SignerRefused | SignerSilent} */
  receipt(entryId: string): Promise<string>;
  /** Keys in force, one a line of text each. @throws {SignerSilent} */
  vkeys(): Promise<string[]>;
  /** Key of receipts. @throws {SignerSilent} */
  receiptVkey(): Promise<string>;
  /** Size that was signed last. @throws {SignerRefused | SignerSilent} */
  size(): Promise<number>;
  answers(): Promise<boolean>;
}

/** A first signature over a long log reads all of it. */
const SIGN_TIMEOUT_MS = 60_000;
const TIMEOUT_MS = 2000;
const LARGEST = 65_536;

const Signed = z.strictObject({ size: z.int().min(0), root: z.string(), epoch: z.string().regex(/^[0-9]+$/), note: z.string() });
const Keys = z.strictObject({ vkeys: z.array(z.string()).min(1), receiptVkey: z.string() });
const Receipt = z.strictObject({ note: z.string() });
const Size = z.strictObject({ size: z.int().min(0) });
const Refusal = z.strictObject({ refused: z.string() });

export function signerClient(socketPath: string): SignerClient {
  const call = (method: string, path: string, timeout: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const silent = (): void => reject(new SignerSilent());
      const asked = request({ socketPath, method, path, timeout, agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > LARGEST) response.destroy();
        });
        response.on('error', silent);
        response.on('end', () => {
          try {
            const body: unknown = JSON.parse(text);
            if (response.statusCode === 200) resolve(body);
            else reject(new SignerRefused(Refusal.parse(body).refused));
          } catch {
            silent();
          }
        });
      });
      asked.on('timeout', () => asked.destroy(new SignerSilent()));
      asked.on('error', silent);
      asked.end();
    });

  return {
    sign: async (epoch) => {
      const { size, root, epoch: signedFor, note } = Signed.parse(await call('POST', `/sign/${epoch}`, SIGN_TIMEOUT_MS));
      return { size, root: fromBase64(root), epoch: BigInt(signedFor), note };
    },
    receipt: async (entryId) => Receipt.parse(await call('POST', `/receipt/${entryId}`, TIMEOUT_MS)).note,
    receiptVkey: async () => Keys.parse(await call('GET', '/keys', TIMEOUT_MS)).receiptVkey,
    vkeys: async () => Keys.parse(await call('GET', '/keys', TIMEOUT_MS)).vkeys,
    size: async () => Size.parse(await call('GET', '/size', TIMEOUT_MS)).size,
    answers: () => call('GET', '/live', TIMEOUT_MS).then(
      () => true,
      () => false,
    ),
  };
}
