// The stand-in identity provider of the demonstration. Whoever comes picks a sample person; nothing here protects anything.
import { timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readConfig } from './config.ts';
import { againPage, errorPage, pageHeaders, peoplePage } from './pages.ts';
import { openProvider, wantedLevel } from './provider.ts';

const config = await readConfig(process.env).catch((error: Error) => {
  console.error(JSON.stringify({ level: 'fatal', program: 'identity', message: error.message }));
  process.exit(1);
});
const disabled = new Set<string>();
const provider = openProvider(config, disabled);
const callback = provider.callback();
const styles = new Map(
  ['tokens.css', 'page.css'].map((name) => [`/${name}`, readFileSync(new URL(name === 'tokens.css' ? '../../apps/portal/src/styles/tokens.css' : './page.css', import.meta.url))]),
);

const log = (message: string, facts: object = {}) => console.log(JSON.stringify({ level: 'info', program: 'identity', message, ...facts }));
provider.on('server_error', (_ctx, error) => log('server_error', { error: error.name }));

const isTool = (request: IncomingMessage): boolean => {
  const given = Buffer.from(String(request.headers['comity-tool'] ?? ''));
  const key = Buffer.from(config.toolKey ?? '');
  return key.length > 0 && given.length === key.length && timingSafeEqual(given, key);
};

/** Seconds that our own token tool puts the sign-in back; 0 for everybody else. */
const ageOf = (request: IncomingMessage): number => {
  const age = Number(request.headers['comity-age'] ?? 0);
  return isTool(request) && Number.isInteger(age) && age > 0 && age <= 36_000 ? age : 0;
};

function send(response: ServerResponse, status: number, body: string | Buffer, headers: Record<string, string>): void {
  response.writeHead(status, headers).end(body);
}
const page = (response: ServerResponse, status: number, html: string) => send(response, status, html, pageHeaders(config.portal));

async function interaction(request: IncomingMessage, response: ServerResponse, act: string | undefined, key: string | undefined): Promise<void> {
  let details;
  try {
    details = await provider.interactionDetails(request, response);
  } catch {
    return page(response, 400, errorPage('invalid_request', 'this sign-in has ended'));
  }
  const level = wantedLevel(details.params);
  if (level === undefined || details.prompt.name !== 'login') return page(response, 400, errorPage('invalid_request', 'the level that is asked for does not exist'));
  // The portal's first page names a person; that press was the choice. A higher level still takes a press here.
  const hinted = act === undefined && level === 'comity-1' ? config.people.find((person) => person.key === details.params['login_hint']) : undefined;
  if (hinted) return interaction(request, response, 'as', hinted.key);
  const signedIn = config.people.find(({ sub }) => sub === details.session?.accountId);
  const chosen = config.people.find((person) => person.key === key);
  if (act === undefined) return page(response, 200, signedIn ? againPage(details.uid, signedIn) : peoplePage(details.uid, config.people, config.agencies));
  if (!chosen || disabled.has(chosen.sub)) return page(response, 403, errorPage('access_denied', 'this person cannot sign in'));
  // A higher level takes a second press, also for somebody who has just come in.
  if (act === 'as' && level === 'comity-2') return page(response, 200, againPage(details.uid, chosen));
  if (act === 'again' && signedIn && signedIn.sub !== chosen.sub) return page(response, 403, errorPage('access_denied', 'somebody else is signed in'));
  if (signedIn && signedIn.sub !== chosen.sub) await forget(details);
  const ts = Math.floor(Date.now() / 1000) - ageOf(request);
  await provider.interactionFinished(request, response, { login: { accountId: chosen.sub, acr: level, amr: ['demo'], ts } }, { mergeWithLastSubmission: false });
}

/** Somebody else comes in from the portal's first page: the sign-in of the person before ends, as if the browser had never had one. */
async function forget(details: Awaited<ReturnType<typeof provider.interactionDetails>>): Promise<void> {
  const before = details.session?.uid === undefined ? undefined : await provider.Session.findByUid(details.session.uid);
  await before?.destroy();
  delete details.session;
  await details.save(details.exp - Math.floor(Date.now() / 1000));
}

/** Disables or enables a person, for tests of what the API does then. */
function setDisabled(request: IncomingMessage, response: ServerResponse, key: string): void {
  const person = config.people.find((one) => one.key === key);
  if (!isTool(request) || !person) return send(response, 404, '', {});
  if (request.method === 'PUT') disabled.add(person.sub);
  else disabled.delete(person.sub);
  send(response, 204, '', {});
}

const server = createServer((request, response) => {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const style = styles.get(path);
  const [, place, uid, act, key] = path.split('/');
  if (path === '/ready' || path === '/live') return send(response, 200, '{"status":"ok"}', { 'content-type': 'application/json' });
  if (style) return send(response, 200, style, { 'content-type': 'text/css; charset=utf-8', 'x-content-type-options': 'nosniff' });
  if (place === 'interaction' && uid && request.method === 'GET' && (act === undefined || act === 'as' || act === 'again')) {
    interaction(request, response, act, key === undefined ? undefined : decodeURIComponent(key)).catch((error: Error) => {
      log('interaction failed', { error: error.name });
      if (!response.headersSent) page(response, 400, errorPage('invalid_request'));
    });
    return undefined;
  }
  if (place === 'tool' && uid === 'disabled' && act) return setDisabled(request, response, act);
  return void callback(request, response);
});

server.listen(config.port, '127.0.0.1', () => log('listening', { port: config.port, issuer: config.issuer }));
for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.on(name, () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), 2000).unref();
  });
}
