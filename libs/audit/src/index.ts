export { append, appendMany, type Appended, type AppendedMany } from './append.js';
export { commitment, officerCommitment, opens, type Committed } from './commitments.js';
export { eventBytes, EventRefused, type EventBytes, type Moment } from './event-bytes.js';
