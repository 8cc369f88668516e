export { append, appendMany, appendOnce, type Appended, type AppendedMany } from './append.js';
export { commitment, officerCommitment, opens, type Committed } from './commitments.js';
export { eventBytes, EventRefused, type EventBytes, type Moment } from './event-bytes.js';
export { LOG_ID } from './log-id.js';
export { logReader, RowMissing, type LogReader, type Published } from './log-reader.js';
