export { AuditActor, AuditWhy } from './audit/event.js';
export * from './audit-events.js';
export { auditCatalogue, type AuditMember, type AuditRow } from './audit/catalogue.js';
export { PROBLEMS, type ProblemCode } from './problems.js';
export * from './me.js';
export * from './problems.js';
export * from './text.js';
export * from './written.js';
