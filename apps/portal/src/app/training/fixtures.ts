// A chunk of its own: the page is drawn before the fixtures of the engine are there.
import file from '@comity/proportionality/check-fixtures.json';

/** Fixtures of the checks of the engine, each a patch on one baseline. */
export const FIXTURE_FILE = file as { baseline: unknown; fixtures: readonly { check: string; patch: unknown }[] };
