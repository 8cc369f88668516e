// The content policy lets nobody compile code from text. zod reads this setting when its own chunk is loaded; it is set before, and costs the first page nothing.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
