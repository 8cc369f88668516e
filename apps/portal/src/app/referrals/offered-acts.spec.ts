import { describe, expect, it } from 'vitest';
import { offered } from './offered-acts';

describe('offered acts of a referral', () => {
  it('lets the officer complete a draft and nobody else', () => {
    expect(offered('draft', ['officer'], true)).toEqual(['complete', 'discard']);
    expect(offered('draft', ['supervisor', 'desk'], true)).toEqual([]);
  });

  it('offers receipt to the desk of the recipient only', () => {
    expect(offered('delivered', ['desk'], false)).toEqual(['retrieve']);
    expect(offered('delivered', ['officer', 'supervisor'], false)).toEqual([]);
  });

  it('lets the desk of the sender call it back until a receipt was given', () => {
    expect(offered('delivered', ['desk'], true)).toEqual(['withdraw']);
    expect(offered('retrieved', ['desk'], true)).toEqual([]);
  });
});
