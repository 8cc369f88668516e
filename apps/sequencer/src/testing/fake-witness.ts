import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import {
  cosignature,
  cosignatureMessage,
  formatVkey,
  makeVkey,
  parseAddCheckpoint,
  parseNote,
  readCheckpoint,
  sameBytes,
  signatureLine,
  SIGNATURE_TYPES,
  verifyConsistency,
} from '@comity/transparency-log';
import { rawPublicKey } from '../shared/platform.js';

/** How a fake witness behaves: as the protocol says, or in one of the ways in which a real one can fail. */
export type Manner = 'honest' | 'away' | 'overloaded' | 'babble' | 'no-size' | 'ahead' | 'contradicts' | 'strange-line' | 'unknown-log';

/** A witness whose manner a test changes. It checks what it signs, so a wrong proof of ours is found. */
export interface FakeWitness {
  name: string;
  vkey: string;
  url: string;
  manner: Manner;
  /** Size that it cosigned last. */
  size: number;
  /** Requests so far. */
  asked: number;
  close(): Promise<void>;
}

export async function fakeWitness(name: string): Promise<FakeWitness> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const keyName = `demonstration.${name}.test`;
  const vkey = makeVkey(keyName, SIGNATURE_TYPES.cosignature, rawPublicKey(privateKey));
  const witness: FakeWitness = { name, vkey: formatVkey(vkey), url: '', manner: 'honest', size: 0, asked: 0, close: () => Promise.resolve() };
  let root: Uint8Array = new Uint8Array();
  let shown = '';

  function answer(body: string): [number, string, string?] {
    const odd: Partial<Record<Manner, [number, string, string?]>> = {
      overloaded: [503, ''],
      babble: [200, 'thank you'],
      'no-size': [409, 'no\n'],
      ahead: [409, '1000000\n', 'text/x.tlog.size'],
      contradicts: [422, 'no\n'],
      'unknown-log': [404, 'who\n'],
    };
    const early = odd[witness.manner];
    if (early) return early;
    const { old, proof, checkpoint } = parseAddCheckpoint(body);
    const read = readCheckpoint(checkpoint);
    if (old !== witness.size) return [409, `${witness.size}\n`, 'text/x.tlog.size'];
    const grew = old === 0 ? proof.length === 0 : verifyConsistency({ first: old, second: read.size, firstRoot: root, secondRoot: read.root, proof });
    if (!grew || (old === read.size && old > 0 && !sameBytes(root, read.root))) return [422, 'no\n'];
    [witness.size, root] = [read.size, read.root];
    const time = Math.floor(Date.now() / 1000);
    const text = witness.manner === 'strange-line' ? 'another text\n' : parseNote(checkpoint).text;
    const line = signatureLine({ name: keyName, id: vkey.id, signature: cosignature(time, sign(null, cosignatureMessage(text, time), privateKey)) });
    shown = `${checkpoint}${line}\n`;
    return [200, `— stranger.test AAAAAAAA\n${line}\n`];
  }

  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (body += part));
    request.on('end', () => {
      if (witness.manner === 'away') return void request.socket.destroy();
      if (request.method === 'GET') return void response.writeHead(shown && request.url!.endsWith('/checkpoint') ? 200 : 404).end(shown);
      witness.asked += 1;
      const [status, text, type = 'text/plain; charset=utf-8'] = answer(body);
      return void response.writeHead(status, { 'content-type': type }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  witness.url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  witness.close = () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return witness;
}

/** Policy of these witnesses: so many of them. */
export function policyOf(witnesses: readonly FakeWitness[], count: number): string {
  const lines = witnesses.map(({ name, vkey, url }) => `witness ${name} ${vkey} ${url}\n`).join('');
  return `${lines}group them ${count} ${witnesses.map(({ name }) => name).join(' ')}\nquorum them\n`;
}
