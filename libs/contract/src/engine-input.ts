/** How a submission becomes an input of the engine, by a door of its own like the engine's. */
export { joined, lineFacts, type LineFacts } from './line-facts.js';
export { type PlatformFacts, toInput } from './to-input.js';
