let last = 0;

/** An id for an element of this page, used to tie a text to its control. */
export const nextId = (name: string): string => `cm-${name}-${++last}`;
