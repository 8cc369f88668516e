// Where the provider keeps sign-ins, codes and tokens: in memory, so that a restart ends all of them.
// Its own store forgets the oldest of a thousand entries, which a load test would notice.

type Payload = Record<string, unknown> & { uid?: string; userCode?: string; grantId?: string; consumed?: number };

const entries = new Map<string, { payload: Payload; until: number }>();
const idsOfGrant = new Map<string, Set<string>>();
const sessionOfUid = new Map<string, string>();
const SWEEP_MS = 60_000;

setInterval(() => {
  for (const [key, { until }] of entries) if (until < Date.now()) entries.delete(key);
  for (const [grant, keys] of idsOfGrant) if (![...keys].some((key) => entries.has(key))) idsOfGrant.delete(grant);
  for (const [uid, id] of sessionOfUid) if (!entries.has(`Session:${id}`)) sessionOfUid.delete(uid);
}, SWEEP_MS).unref();

/** One kind of thing in the store, as oidc-provider asks for it. */
export class Memory {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: Payload, expiresIn: number): Promise<void> {
    const key = `${this.#kind}:${id}`;
    entries.set(key, { payload, until: Date.now() + (expiresIn || 36_000) * 1000 });
    if (this.#kind === 'Session' && payload.uid) sessionOfUid.set(payload.uid, id);
    if (payload.grantId) {
      const keys = idsOfGrant.get(payload.grantId) ?? new Set<string>();
      idsOfGrant.set(payload.grantId, keys.add(key));
    }
  }

  async find(id: string): Promise<Payload | undefined> {
    const entry = entries.get(`${this.#kind}:${id}`);
    return entry && entry.until >= Date.now() ? entry.payload : undefined;
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    const id = sessionOfUid.get(uid);
    return id === undefined ? undefined : this.find(id);
  }

  /** No device sign-in here. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<void> {
    const entry = entries.get(`${this.#kind}:${id}`);
    if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
  }

  async destroy(id: string): Promise<void> {
    entries.delete(`${this.#kind}:${id}`);
  }

  /** A used code or refresh token that comes again ends everything that grew from it. */
  async revokeByGrantId(grantId: string): Promise<void> {
    for (const key of idsOfGrant.get(grantId) ?? []) entries.delete(key);
    idsOfGrant.delete(grantId);
  }
}
