import { describe, expect, it } from 'vitest';
import { ConfigUnusable, readConfig } from './config.js';

const good = {
  COMITY_MODE: 'demonstration',
  COMITY_ADDRESS: 'http://127.0.0.1:7400',
  OIDC_ISSUER: 'http://localhost:7408',
  API_PORT: '7401',
  SEQUENCER_PORT: '7403',
};
const faultsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigUnusable) return error.faults;
    throw error;
  }
};

describe('configuration of the door', () => {
  it('reads a complete environment', () => {
    expect(readConfig(good)).toMatchObject({ port: 7400, apiUrl: 'http://127.0.0.1:7401', trustedProxy: false });
  });
  it('names every fault at once and shows no value', () => {
    const faults = faultsOf({ ...good, COMITY_MODE: 'test', API_PORT: 'ninety' });
    expect(faults).toEqual(['COMITY_MODE is missing or wrong', 'API_PORT is missing or wrong']);
  });
  it('refuses a demonstration that listens beyond loopback', () => {
    expect(faultsOf({ ...good, DOOR_HOST: '0.0.0.0' })).toHaveLength(1);
  });
  it('refuses http and sample people in production', () => {
    expect(faultsOf({ ...good, COMITY_MODE: 'production', DOOR_PEOPLE: 'people.json' })).toHaveLength(2);
  });
});
