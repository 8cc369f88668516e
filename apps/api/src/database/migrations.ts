import { CreateAuditLog1764000000000 } from './migrations/1764000000000-create-audit-log.js';
import { CreateCore1764000100000 } from './migrations/1764000100000-create-core.js';
import { CreateReferrals1764000200000 } from './migrations/1764000200000-create-referrals.js';
import { CreateRequests1764000300000 } from './migrations/1764000300000-create-requests.js';
import { CreateScreening1764000400000 } from './migrations/1764000400000-create-screening.js';
import { CreateReview1764000500000 } from './migrations/1764000500000-create-review.js';
import { CreateDisclosure1764000600000 } from './migrations/1764000600000-create-disclosure.js';
import { SweepAnswered1764000700000 } from './migrations/1764000700000-sweep-answered.js';
import { OwnNumber1764000900000 } from './migrations/1764000900000-own-number.js';
import { ShowProposalToLead1764001000000 } from './migrations/1764001000000-show-proposal-to-lead.js';
import { GuardRounds1764001100000 } from './migrations/1764001100000-guard-rounds.js';
import { LogReceipts1764002000000 } from './migrations/1764002000000-log-receipts.js';
import { LogOrphans1764002100000 } from './migrations/1764002100000-log-orphans.js';
import { LogFrozen1764002200000 } from './migrations/1764002200000-log-frozen.js';
import { CreateTraining1764003000000 } from './migrations/1764003000000-create-training.js';
import { ExpireCertificates1764003100000 } from './migrations/1764003100000-expire-certificates.js';

/** The one history of the whole database, in order. */
export const MIGRATIONS = [
  CreateAuditLog1764000000000,
  CreateCore1764000100000,
  CreateReferrals1764000200000,
  CreateRequests1764000300000,
  CreateScreening1764000400000,
  CreateReview1764000500000,
  CreateDisclosure1764000600000,
  SweepAnswered1764000700000,
  OwnNumber1764000900000,
  ShowProposalToLead1764001000000,
  GuardRounds1764001100000,
  LogReceipts1764002000000,
  LogOrphans1764002100000,
  LogFrozen1764002200000,
  CreateTraining1764003000000,
  ExpireCertificates1764003100000,
];
