// Which screens each person has, and the address at which each stands.

/** Screens by person: code · address, for what was planted. @source experience.md 3 */
export const SCREENS = {
  'a.officer': [
    ['U1', () => '/work'],
    ['U2', () => '/referrals'],
    ['U3', () => '/referrals/new'],
    ['U3', () => '/referrals/new?way=import'],
    ['U3', ({ draft }) => `/referrals/${draft.referral}`],
    ['U5', () => '/requests'],
    ['U4', () => '/requests/new'],
    ['U4', ({ draft }) => `/requests/${draft.request}/draft`],
    ['U4', ({ draft }) => `/requests/${draft.request}/draft?part=lines`],
    ['U4', ({ draft }) => `/requests/${draft.request}/draft?part=check`],
    ['KIT', () => '/kit'],
    ['U5', ({ closed }) => `/requests/${closed.request}`],
    ['U5', ({ inReview }) => `/requests/${inReview.request}`],
    ['C4', ({ closed }) => `/referrals/${closed.referral}`],
    ['C8', () => '/terms'],
  ],
  'b.officer': [
    ['U6', () => '/answers'],
    ['U6', ({ dispatched }) => `/answers/${dispatched.request}`],
  ],
  'c.liaison': [
    ['L1', () => '/desk'],
    ['L2', ({ inReview }) => `/reviews/${inReview.review}`],
    ['L2', ({ ready }) => `/reviews/${ready.review}`],
    ['L3', ({ ready }) => `/reviews/${ready.review}/sign`],
  ],
  'a.trainee': [
    ['A3', () => '/law'],
    ['S1', () => '/training'],
    ['S2', () => '/training/lessons'],
    ['S2', () => '/training/lessons/necessity'],
    ['S2', () => '/training/practice'],
    ['S3', () => '/training/exam'],
    ['S4', () => '/training/blocked'],
  ],
  'p.auditor': [
    ['S5', () => '/training/questions'],
    ['S6', () => '/training/certificates'],
  ],
  'o.auditor': [
    ['O1', () => '/oversight'],
    ['O2', () => '/entries'],
    ['O2', () => '/entries/20'],
    ['O2', ({ closed }) => `/entries/case/${closed.request}`],
    ['O3', () => '/verify'],
    ['O3', () => '/verify?entry=20'],
    ['O3', () => '/verify?copy=tampered'],
  ],
};

/** Screens that somebody who is not signed in sees. */
export const OPEN_SCREENS = [['C1', () => '/']];
