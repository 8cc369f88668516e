import { type InputPath } from '@comity/proportionality';
import { QUESTIONS } from './parts';
import { type Pointer } from './pointers';

const ASKED: ReadonlySet<string> = new Set(Object.values(QUESTIONS).flat());
/** Paths that are made of lines and orders. */
const MADE_OF: Partial<Readonly<Record<InputPath, Pointer>>> = {
  'request.track': '/track',
  'request.measure': '/measure',
  'data.categories': '/lines',
  'data.periodDays': '/lines',
  'data.origin': '/lines',
  'data.sensitive': '/lines',
  'authorisation.level': '/authorisations',
  'authorisation.timing': '/authorisations',
};

/** Where the officer answers a path of the input; undefined for what the platform or the reviewer answers. */
export function pointerOf(path: string): Pointer | undefined {
  const made = MADE_OF[path as InputPath] ?? (path.startsWith('authorisation.') ? '/authorisations' : undefined);
  const own = `/${path.replace('.', '/')}`;
  return made ?? (ASKED.has(own) ? own : undefined);
}
