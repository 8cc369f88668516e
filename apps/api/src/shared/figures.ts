/** Counters of this process since it started: name and labels to number. For operators; no id and no person is a label. */
const counted = new Map<string, number>();

/** Adds one to counter `name` (`comity_answers_total`) with `labels`, whose values are codes of lists. */
export function count(name: string, labels: Readonly<Record<string, string | number>> = {}): void {
  const words = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const key = words.length > 0 ? `${name}{${words.join(',')}}` : name;
  counted.set(key, (counted.get(key) ?? 0) + 1);
}

/** All figures in the text form of Prometheus, with the memory and age of the process. */
export function renderFigures(): string {
  const own = [
    ['process_resident_memory_bytes', process.memoryUsage.rss()],
    ['process_uptime_seconds', Math.round(process.uptime())],
  ] as const;
  return [...own, ...[...counted].sort(([a], [b]) => (a < b ? -1 : 1))].map(([key, value]) => `${key} ${value}`).join('\n') + '\n';
}
