import { type Role } from '@comity/casework';

/** A view of the list that has a name: the query that it stands for, in the order side, state. */
export interface ListedView {
  name: 'all' | 'drafts' | 'ready' | 'received' | 'untaken';
  query: Readonly<Record<string, string>>;
  roles: readonly Role[];
}

const EVERYBODY: readonly Role[] = ['officer', 'supervisor', 'desk'];
const UNIT: readonly Role[] = ['supervisor', 'desk'];

export const VIEWS: readonly ListedView[] = [
  { name: 'all', query: {}, roles: EVERYBODY },
  { name: 'drafts', query: { side: 'own', state: 'draft' }, roles: EVERYBODY },
  { name: 'ready', query: { side: 'own', state: 'ready' }, roles: EVERYBODY },
  { name: 'received', query: { side: 'received' }, roles: UNIT },
  { name: 'untaken', query: { side: 'received', state: 'delivered' }, roles: UNIT },
];
