/** Number of the log in every table of `tlog`; a second one would come after a key compromise only (log.md 7.3). */
export const LOG_ID = 1;

/** First number of the advisory lock that elects the growing process. @source log.md 4.1 */
export const ELECTION = 7305;
