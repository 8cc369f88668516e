/// <reference lib="webworker" />
import { TASKS } from './tasks';

/** One task to do; `id` comes back with its result. */
export interface Asked {
  id: number;
  task: keyof typeof TASKS;
  given: unknown;
}
export type Answered = { id: number; result: unknown } | { id: number; failed: string };

addEventListener('message', ({ data }: MessageEvent<Asked>) => {
  const { id, task, given } = data;
  try {
    const result = (TASKS[task] as (given: unknown) => unknown)(given);
    postMessage({ id, result } satisfies Answered);
  } catch (error) {
    postMessage({ id, failed: error instanceof Error ? error.message : String(error) } satisfies Answered);
  }
});
