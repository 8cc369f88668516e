import * as z from 'zod';

// The content policy lets nobody compile code from text. The build loads this file before all others, so that it holds when the first schema is made.
z.config({ jitless: true });
