import * as z from 'zod';

// The content policy lets nobody compile code from text. This stands in a file of its own, so that it holds before the first schema is made.
z.config({ jitless: true });
