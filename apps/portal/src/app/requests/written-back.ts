import { type RequestDraft, type RequestView } from '@comity/contract';

/** The content that was read, as the draft that is written: what is absent there is absent here. */
export const draftOf = (content: RequestView['content']): RequestDraft => JSON.parse(JSON.stringify(content ?? {})) as RequestDraft;
