interface ScriptUrls {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}
type WorkerMaker = new (address: URL, options: WorkerOptions) => Worker;

/** The content policy lets a worker be started through this policy only, and this policy takes nothing but a script of the build. */
function trusted(address: URL): string {
  const types = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  const isOurs = address.origin === location.origin && /^\/worker-[\w-]+\.js$/.test(address.pathname);
  if (!isOurs) throw new TypeError('no worker of this build');
  return types ? types.createPolicy('comity#worker', { createScriptURL: (text) => text }).createScriptURL(address.href) : address.href;
}

/** The build recognises a worker by the words `new Worker(new URL(…))`, so the name is kept for what goes through the policy. */
const start = (Worker: WorkerMaker): Worker => new Worker(new URL('./check.worker', import.meta.url), { type: 'module' });

/** Starts the worker that hashes. Call it once a page: a policy can be made only once. */
export const startWorker = (): Worker =>
  start(
    class {
      constructor(address: URL, options: WorkerOptions) {
        return new Worker(trusted(address), options);
      }
    } as WorkerMaker,
  );
