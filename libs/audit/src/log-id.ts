/** Number of the log in every table of `tlog`; a second one would come after a key compromise only (log.md 7.3). */
export const LOG_ID = 1;
