import { Service } from '@angular/core';
import { type Answered, type Asked } from './check.worker';
import { startWorker } from './start-worker';
import { type Tasks } from './tasks';

type Given<Task extends keyof Tasks> = Parameters<Tasks[Task]>[0];
type Result<Task extends keyof Tasks> = ReturnType<Tasks[Task]>;
interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** Hands the tasks of a check to the worker, so that hashing never holds up the page. The worker is started with the first task. */
@Service()
export class Checker {
  private worker: Worker | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;

  /** @throws {Error} when the worker cannot be started or the task could not be done */
  run<Task extends keyof Tasks>(task: Task, given: Given<Task>): Promise<Result<Task>> {
    return new Promise((resolve, reject) => {
      this.worker ??= this.begin();
      const id = this.next++;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, task, given } satisfies Asked);
    });
  }

  private begin(): Worker {
    const worker = startWorker();
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ('failed' in data) waiting?.reject(new Error(data.failed));
      else waiting?.resolve(data.result as never);
    };
    worker.onerror = () => {
      for (const { reject } of this.waiting.values()) reject(new Error('the worker of checks stopped'));
      this.waiting.clear();
    };
    return worker;
  }
}
