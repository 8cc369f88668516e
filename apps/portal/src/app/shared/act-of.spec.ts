import { ACT_NAMES } from '@comity/casework';
import { describe, expect, it } from 'vitest';
import { actOf } from './act-of';

const ID = '01900000-0000-7000-8000-00000000aaaa';

describe('actOf', () => {
  it.each([
    ['POST', '/api/v1/referrals', 'referral.create'],
    ['POST', '/api/v1/imports?format=cybertipline', 'referral.import'],
    ['PUT', `/api/v1/referrals/${ID}`, 'referral.save'],
    ['POST', `/api/v1/requests/${ID}/take-up`, 'request.take_up'],
    ['PUT', `/api/v1/reviews/${ID}/findings/W10`, 'review.record_finding'],
    ['POST', `/api/v1/reviews/${ID}/correct-answer`, 'review.correct_answer'],
    ['POST', `/api/v1/reviews/${ID}/seal`, 'decision.seal'],
    ['PUT', `/api/v1/requests/${ID}/lines/3/answer`, 'disclosure.answer'],
    ['POST', `/api/v1/requests/${ID}/disclosures`, 'disclosure.send'],
    ['POST', `/api/v1/disclosures/${ID}/receipt`, 'disclosure.receipt'],
    ['POST', '/api/v1/terms/accept', 'terms.accept'],
  ])('reads %s %s', (method, url, act) => {
    expect(actOf(method, url)).toBe(act);
    expect(ACT_NAMES).toContain(act);
  });
});
