// Signs a sample person in at the running provider as a browser would: authorisation request, the press on the page, the code, the token.
import { createHash, randomBytes } from 'node:crypto';

const HOPS = 12;

/** Cookies of one sign-in. Their paths do not matter here: one provider, one flow. */
function jar() {
  const cookies = new Map();
  return {
    take(response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair] = line.split(';');
        const at = pair.indexOf('=');
        if (pair.length === at + 1) cookies.delete(pair.slice(0, at));
        else cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  };
}

/** Opens a browser of one person; its cookies last over several requests, so that a step-up meets the sign-in. */
export function openBrowser({ issuer, clientId, redirect, toolKey }) {
  const cookies = jar();

  async function get(url, ageS) {
    const headers = { cookie: cookies.header(), ...(ageS ? { 'comity-tool': toolKey, 'comity-age': String(ageS) } : {}) };
    const response = await fetch(url, { headers, redirect: 'manual' });
    cookies.take(response);
    return response;
  }

  async function post(url, form) {
    const response = await fetch(url, { method: 'POST', headers: { cookie: cookies.header() }, body: new URLSearchParams(form), redirect: 'manual' });
    cookies.take(response);
    return response;
  }

  /** Resolves with the parameters that came back to the portal's address. */
  async function authorise(key, { acr, maxAge, ageS, extra = {} } = {}) {
    const verifier = randomBytes(32).toString('base64url');
    const query = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: redirect,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
      state: randomBytes(8).toString('hex'),
      nonce: randomBytes(8).toString('hex'),
      ...(acr ? { acr_values: acr } : {}),
      ...(maxAge === undefined ? {} : { max_age: String(maxAge) }),
      ...extra,
    });
    let url = `${issuer}/auth?${query}`;
    const presses = [];
    for (let hop = 0; hop < HOPS; hop += 1) {
      const response = await get(url, ageS);
      const location = response.headers.get('location');
      if (location) {
        const next = new URL(location, url);
        if (`${next.origin}${next.pathname}` === redirect) return { ...Object.fromEntries(next.searchParams), ...Object.fromEntries(new URLSearchParams(next.hash.slice(1))), verifier, presses };
        url = next.href;
        continue;
      }
      const html = await response.text();
      const press = hrefOf(html, 'again') ?? hrefOf(html, key);
      if (response.status !== 200 || press === undefined) throw new Error(`The provider answered ${response.status} at ${new URL(url).pathname}: ${textOf(html)}`);
      presses.push(hrefOf(html, 'again') ? 'again' : key);
      url = new URL(press, url).href;
    }
    throw new Error('The sign-in did not come to an end.');
  }

  const token = (form) =>
    fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams({ client_id: clientId, ...form }) }).then(async (response) => ({ status: response.status, ...(await response.json()) }));

  return {
    authorise,
    get,
    post,
    exchange: ({ code, verifier }) => token({ grant_type: 'authorization_code', code, code_verifier: verifier, redirect_uri: redirect }),
    token,
    refresh: (refreshToken) => token({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    /** Signs in and resolves with the provider's answer: access_token, refresh_token, id_token, expires_in. */
    async signIn(key, options) {
      const back = await authorise(key, options);
      if (!back.code) throw new Error(`The provider refused: ${back.error}`);
      const answer = await token({ grant_type: 'authorization_code', code: back.code, code_verifier: back.verifier, redirect_uri: redirect });
      if (!answer.access_token) throw new Error(`The provider gave no token: ${answer.error}`);
      return { ...answer, presses: back.presses };
    },
  };
}

const hrefOf = (html, id) => new RegExp(`<a [^>]*id="${id.replaceAll('.', '\\.')}"[^>]*href="([^"]+)"`).exec(html)?.[1].replaceAll('&amp;', '&');
const textOf = (html) =>
  html
    .replace(/^[\s\S]*<main[^>]*>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
