/** Members of an entry that its page names one by one; what a kind holds beyond them stands in `data` and `commit`. @source log.md 5.2 */
export interface EntryBody {
  id: string;
  kind: string;
  at: string;
  actor: { agency?: string; jurisdiction?: string; officer?: string; role?: string; service?: string };
  on?: { id: string; type: string };
  case?: string;
  parties?: string[];
  why?: Record<string, string>;
  data: Record<string, unknown>;
  commit?: Record<string, string>;
}

/** The server gives an entry as the text that was hashed; the log takes no text of another form. */
export const readBody = (text: string): EntryBody => JSON.parse(text) as EntryBody;

/** Members with their values as text, in the order of the entry. */
export const membersOf = (group: Readonly<Record<string, unknown>> | undefined): { name: string; value: string }[] =>
  Object.entries(group ?? {}).map(([name, value]) => ({ name, value: typeof value === 'string' ? value : JSON.stringify(value) }));
