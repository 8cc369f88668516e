/** The person is told why nothing was done; exit code 2. */
export class Refused extends Error {}
