// A chunk of its own, with the engine: the page is drawn before they are there.
import fixtures from '@comity/proportionality/check-fixtures.json';
import profiles from '@comity/proportionality/profiles.json';
import { type EngineProfile } from '@comity/proportionality';

export { assess } from '@comity/proportionality/engine';
/** Fixtures of the checks of the engine, each a patch on one baseline. */
export const FIXTURE_FILE = fixtures as { baseline: unknown; fixtures: readonly { check: string; patch: unknown }[] };
/** The floor of the Covenant, which every assessment of the platform counts. */
export const FLOOR = profiles.UN as unknown as EngineProfile;
