/** First number of the advisory lock that elects the growing process. @source log.md 4.1 */
export const ELECTION = 7305;
