import { ACTS, type Act, type ActRule } from '@comity/casework';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type FastifyRequest } from 'fastify';
import { attemptOf } from './asked.js';
import { authorise, logIsWell } from './authorise.js';
import { type Config } from './config.js';
import { type KeySet } from './key-set.js';
import { ACT, PUBLIC } from './may.js';
import { readOfficer, type Officer } from './officer.js';
import { Problem } from './problem.js';
import { CONFIG, KEY_SET } from './tokens.js';
import { type Claims, verifyToken } from './token.js';
import { momentOf, Transactions } from './transactions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Name of the act of the handler that took the call; set by the guard, read by the problem filter. */
    act?: string;
  }
}

/**
 * Who calls, and may such a person do such an act at all: token, officer's row, terms, role, certificate, fresh sign-in. The use case asks again with
 * the locked row. A global guard: it runs for every spelling of an address that reaches a handler.
 */
@Injectable()
export class TokenGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly transactions: Transactions,
    @Inject(KEY_SET) private readonly keys: KeySet,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const act = this.reflector.get<string | undefined>(ACT, context.getHandler());
    if (act !== undefined) request.act = act;
    if (this.reflector.get<boolean | undefined>(PUBLIC, context.getHandler())) return true;
    if (act === undefined) throw new Problem('not-allowed');
    const claims = await this.claims(request.raw.rawHeaders);
    const rule: ActRule | undefined = ACTS[act as Act];
    // Committed before anything is refused: a sign-in leaves its entry even when the act is not allowed.
    const { officer, moment, logWell } = await this.transactions.as({ agencyId: claims.agency, personId: claims.person }, async (tx) => {
      const found = await readOfficer(tx, claims);
      if (!found) throw unknownOfficer();
      return { officer: found, moment: momentOf(tx), logWell: rule?.class === 'release' ? await logIsWell(tx) : true };
    });
    request.officer = officer;
    authorise(officer, act, null, moment, { logWell });
    const attempt = attemptOf(request, act);
    if (attempt) officer.attempt = attempt;
    return true;
  }

  /** Claims of a good token, for the log server's question too. */
  claims(rawHeaders: readonly string[]): Promise<Claims> {
    const { mode, identity } = this.config;
    return verifyToken(rawHeaders, this.keys, { issuer: identity.issuer, audience: 'comity-api', client: 'comity-portal', mode });
  }

  /** Whether a token belongs to an auditor whose mandate is full: may read every entry of the log. */
  async mandate(rawHeaders: readonly string[]): Promise<204 | 401 | 403> {
    let officer: Officer | undefined;
    try {
      const claims = await this.claims(rawHeaders);
      officer = await this.transactions.as({ agencyId: claims.agency, personId: claims.person }, (tx) => readOfficer(tx, claims));
    } catch (error) {
      if (error instanceof Problem && error.code === 'sign-in') return 401;
      throw error;
    }
    if (!officer) return 401;
    return officer.termsAccepted && officer.scopes.auditor === 'full' ? 204 : 403;
  }
}

/** Unknown, disabled, signed out, another agency than the token says: one answer, without telling why. */
const unknownOfficer = (): Problem => new Problem('sign-in', { headers: { 'www-authenticate': 'Bearer error="invalid_token"' } });
