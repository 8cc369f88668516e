import { CreateAuditLog1764000000000 } from './migrations/1764000000000-create-audit-log.js';
import { CreateCore1764000100000 } from './migrations/1764000100000-create-core.js';
import { CreateRequests1764000300000 } from './migrations/1764000300000-create-requests.js';

/** The one history of the whole database, in order. */
export const MIGRATIONS = [CreateAuditLog1764000000000, CreateCore1764000100000, CreateRequests1764000300000];
