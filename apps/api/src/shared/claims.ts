import * as z from 'zod';

const text = (longest: number): z.ZodString => z.string().min(1).max(longest);
const uuid = z.string().regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** Unix seconds; a fraction would let two readers round apart. */
const seconds = z.int().min(0).max(4_102_444_800);

/**
 * Claims of an access token that decide, with their forms. Both providers add others, which are ignored; `cnf` binds a token to a key, so a bearer
 * token must not have it.
 * @source security.md 4.3; identity.md 3
 */
const claimsView = z.object({
  iss: text(255),
  /** One value; a list is refused even if ours is in it. */
  aud: text(64),
  azp: text(64),
  sub: text(255),
  jti: text(255),
  iat: seconds,
  exp: seconds,
  nbf: seconds.optional(),
  acr: text(32),
  auth_time: seconds,
  sid: text(255),
  agency: uuid,
  person: uuid,
  realm_access: z.strictObject({ roles: z.array(text(64)).max(50) }),
  amr: z.array(text(32)).max(8).optional(),
  cnf: z.undefined().optional(),
});
export const TOKEN_CLAIMS = claimsView;
export type Claims = z.infer<typeof claimsView>;
