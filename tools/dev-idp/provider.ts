// oidc-provider, set up so that keycloak-js is served as Keycloak serves it and the tokens are those of identity.md 3.
import { createHash, randomBytes } from 'node:crypto';
import Provider, { interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import type { Config } from './config.ts';
import { Memory } from './memory.ts';
import { errorPage, pageHeaders, signedOutPage, signOutPage } from './pages.ts';

export const CLIENT_ID = 'comity-portal';
export const LEVELS = ['comity-1', 'comity-2'] as const;
const RESOURCE = 'urn:comity:api';
const STEP_UP_S = 300; // a raised level older than this is asked for again, as the realm's flow does

/** @param disabled subjects that the provider refuses; shared with the tool that disables a person */
export function openProvider(config: Config, disabled: Set<string>): Provider {
  const { base, Check } = interactionPolicy;
  const policy = base();
  const ask = (wanted: boolean) => (wanted ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT);
  policy.get('login')!.checks.add(
    new Check('level', 'a higher level is asked for', 'login_required', (ctx) => {
      const { oidc } = ctx as KoaContextWithOIDC;
      if (oidc.result?.login || !oidc.session?.accountId) return ask(false);
      if (oidc.params?.['max_age'] !== undefined && Number(oidc.params['max_age']) === 0) return ask(true); // the library lets the same second pass
      return ask(wantedLevel(oidc.params ?? {}) === 'comity-2' && (oidc.session.acr !== 'comity-2' || oidc.session.past(STEP_UP_S)));
    }),
  );

  const provider = new Provider(config.issuer, {
    adapter: Memory,
    clients: [
      {
        client_id: CLIENT_ID,
        token_endpoint_auth_method: 'none',
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${config.portal}/`],
        post_logout_redirect_uris: [`${config.portal}/`],
      },
      ...(config.machine
        ? [
            {
              client_id: config.machine.clientId,
              token_endpoint_auth_method: 'private_key_jwt' as const,
              token_endpoint_auth_signing_alg: 'ES256' as const,
              response_types: [],
              grant_types: ['client_credentials'],
              redirect_uris: [],
              jwks: { keys: [config.machine.key] },
              dpop_bound_access_tokens: true,
            },
          ]
        : []),
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    jwks: { keys: [config.signingKey] },
    cookies: { keys: [randomBytes(32).toString('hex')], long: { signed: true }, short: { signed: true } },
    scopes: ['openid'],
    claims: { openid: ['sub'] },
    acrValues: [...LEVELS],
    interactions: { policy, url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
    rotateRefreshToken: true,
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    ttl: { AccessToken: 300, ClientCredentials: 300, IdToken: 300, RefreshToken: 900, AuthorizationCode: 60, Session: 36_000, Grant: 36_000, Interaction: 600 },
    clientBasedCORS: (_ctx, origin) => origin === config.portal,
    features: {
      devInteractions: { enabled: false }, // on by default, and it takes any password
      userinfo: { enabled: false }, // tokens for the API are not good there, and nobody needs it
      claimsParameter: { enabled: true },
      dPoP: { enabled: true },
      clientCredentials: { enabled: config.machine !== undefined },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          const nonce = randomBytes(16).toString('base64');
          ctx.set(pageHeaders(config.portal, nonce));
          ctx.body = signOutPage(form, nonce);
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.set(pageHeaders(config.portal));
          ctx.body = signedOutPage(config.portal);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE, // keycloak-js names none; without one the token would not be a JWT
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: 'api',
          audience: 'comity-api',
          accessTokenTTL: 300,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    findAccount: (_ctx, sub) => {
      const person = config.people.find((one) => one.sub === sub);
      return person && !disabled.has(sub) ? { accountId: sub, claims: () => ({ sub }) } : undefined;
    },
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      const known = client && session?.grantIdFor(client.clientId);
      const existing = known ? await ctx.oidc.provider.Grant.find(known) : undefined;
      if (existing) return existing;
      const grant = new ctx.oidc.provider.Grant({ clientId: client!.clientId, accountId: session!.accountId! });
      grant.addOIDCScope('openid');
      grant.addResourceScope(RESOURCE, 'api');
      await grant.save();
      return grant;
    },
    extraTokenClaims: (ctx, token) => {
      if (token.kind === 'ClientCredentials') return { azp: token.clientId, agency: config.machine?.agency };
      const source = ctx.oidc.entities.RefreshToken ?? ctx.oidc.entities.AuthorizationCode;
      const person = config.people.find(({ sub }) => sub === token.accountId);
      if (!source || !person) return undefined;
      return {
        azp: token.clientId,
        acr: source.acr ?? LEVELS[0],
        auth_time: source.authTime,
        amr: ['demo'],
        sid: createHash('sha256').update(String(source.sessionUid)).digest('base64url'),
        agency: person.agency,
        person: person.person,
        realm_access: { roles: person.roles },
      };
    },
    renderError: (ctx, out) => {
      ctx.set(pageHeaders(config.portal));
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description);
    },
  } satisfies Configuration);

  // keycloak-js decodes its refresh token, so it has to look like a JWT. The library has no option for it.
  (provider.RefreshToken.prototype as unknown as { generateTokenId: () => string }).generateTokenId = () => {
    const payload = Buffer.from(JSON.stringify({ typ: 'Refresh', iat: Math.floor(Date.now() / 1000) })).toString('base64url');
    return `rt.${payload}.${randomBytes(32).toString('base64url')}`;
  };
  // keycloak-js calls the token address with credentials.
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === '/token' && ctx.get('origin') === config.portal) ctx.set('Access-Control-Allow-Credentials', 'true');
  });
  return provider;
}

/** The level that an authorisation request asks for; undefined when it insists on one that does not exist. */
export function wantedLevel(params: Record<string, unknown>): (typeof LEVELS)[number] | undefined {
  const claim = acrClaim(params['claims']);
  const asked = claim.values.length > 0 ? claim.values : String(params['acr_values'] ?? '').split(' ');
  const known = LEVELS.filter((level) => asked.includes(level));
  if (claim.essential && known.length === 0) return undefined;
  return known.includes('comity-2') ? 'comity-2' : 'comity-1';
}

function acrClaim(text: unknown): { values: string[]; essential: boolean } {
  try {
    const acr = (JSON.parse(String(text)) as { id_token?: { acr?: { value?: string; values?: string[]; essential?: boolean } } }).id_token?.acr;
    return { values: [acr?.value ?? [], acr?.values ?? []].flat(), essential: acr?.essential === true };
  } catch {
    return { values: [], essential: false };
  }
}
