import { beforeEach, describe, expect, it } from 'vitest';
import { rememberPlace, takePlace } from './return-place';

describe('the place to come back to', () => {
  beforeEach(() => sessionStorage.clear());

  it('is given out once', () => {
    rememberPlace('/terms?back=%2Freferrals');
    expect([takePlace(), takePlace()]).toEqual(['/terms?back=%2Freferrals', undefined]);
  });
  it.each(['//evil.example', '/\\evil.example', 'https://evil.example', ''])('never leads out of the portal: %s', (path) => {
    rememberPlace(path);
    expect(takePlace()).toBeUndefined();
  });
});
