// npm run -s token -- KEY [--acr comity-1|comity-2] [--for api|log] [--age SECONDS]: one access token, made by a real sign-in. Never in production.
import { parseArgs } from 'node:util';
import { ownSecretsFolder } from './places.mjs';
import { running } from './run-file.mjs';
import { openSecrets } from './secrets.mjs';
import { openBrowser } from './sign-in.mjs';
import { machineToken } from './machine-token.mjs';

const USAGE = 'Usage: npm run -s token -- KEY [--acr comity-1|comity-2] [--for api|log] [--age SECONDS]';

export async function run(words) {
  let key, values;
  try {
    const parsed = parseArgs({ args: words, allowPositionals: true, options: { acr: { type: 'string' }, for: { type: 'string' }, age: { type: 'string' } } });
    values = parsed.values;
    [key] = parsed.positionals;
    if (parsed.positionals.length !== 1) key = undefined;
  } catch {
    key = undefined;
  }
  const fits =
    key !== undefined && ['comity-1', 'comity-2', undefined].includes(values.acr) && ['api', 'log', undefined].includes(values.for) && (values.age === undefined || /^\d{1,5}$/.test(values.age));
  if (!fits) {
    console.error(USAGE);
    return 2;
  }
  const product = running();
  if (product === undefined) {
    console.error('Comity is not running. npm start starts it.');
    return 2;
  }
  if (product.mode !== 'demonstration') {
    console.error('Refused: tokens are made for sample people only, never in production.');
    return 2;
  }
  if (/\/realms\/[^/]+$/.test(product.issuer)) {
    console.error('not built: npm run token with Keycloak. Sign in at its own page, or use the stand-in.');
    return 2;
  }
  const secrets = openSecrets(ownSecretsFolder);
  if (key === 'a.machine') {
    const { token, privateKey } = await machineToken(product, secrets);
    console.log(token);
    console.log(JSON.stringify(privateKey));
    return 0;
  }
  if (!product.people.some((person) => person.key === key)) {
    console.error(`Nobody is called ${key}. There are: ${[...product.people.map((person) => person.key), 'a.machine'].join(' ')}`);
    return 2;
  }
  console.log(await tokenFor(product, key, { acr: values.acr, ageS: Number(values.age ?? 0) }));
  return 0;
}

/** Signs `key` in afresh at the running product; `secrets` is the folder of the start's own ones, for a product of another state. The log server takes the same tokens as the API: it asks there whose they are. */
export async function tokenFor(product, key, { acr, ageS, secrets = ownSecretsFolder } = {}) {
  const browser = openBrowser({
    issuer: product.issuer,
    clientId: product.clientId,
    redirect: `${product.address}/`,
    toolKey: openSecrets(secrets).read('identity-tool'),
  });
  return (await browser.signIn(key, { acr, ageS })).access_token;
}
