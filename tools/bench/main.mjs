// npm run -s bench -- [submit|log|casework] [--json]: figures with the machine. Exit: 0 done, 1 it could not be measured, 2 usage, not built.
import { parseArgs } from 'node:util';

const USAGE = 'Usage: npm run -s bench -- [submit|log|casework] [--json] [--count N] [--rate PER_SECOND] [--size ENTRIES]';
const NAMES = ['submit', 'log', 'casework'];
const BUILT = { submit: () => import('./submit.mjs'), log: () => import('./log.mjs'), casework: () => import('./casework.mjs') };

function asked(words) {
  const options = {
    json: { type: 'boolean' },
    count: { type: 'string', default: '150' },
    rate: { type: 'string', default: '5' },
    size: { type: 'string', default: '1000000' },
  };
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  const [name = 'submit'] = positionals;
  const [count, rate, size] = [Number(values.count), Number(values.rate), Number(values.size)];
  if (
    positionals.length > 1 ||
    !NAMES.includes(name) ||
    !(Number.isInteger(count) && count >= 10 && count <= 5000) ||
    !(rate > 0 && rate <= 500) ||
    !(Number.isInteger(size) && size >= 10_000)
  )
    throw new Error(USAGE);
  return { name, json: values.json === true, count, rate, size };
}

let of;
try {
  of = asked(process.argv.slice(2));
} catch {
  console.error(USAGE);
  process.exit(2);
}
if (!BUILT[of.name]) {
  console.error(`not built: npm run bench -- ${of.name}`);
  process.exit(2);
}
try {
  const { measure } = await BUILT[of.name]();
  const { machine, figures, metrics } = await measure(of, (line) => of.json || console.error(line));
  if (of.json) {
    for (const figure of figures) console.log(JSON.stringify(figure));
    console.log(JSON.stringify({ bench: of.name, machine, metrics }));
  } else {
    for (const { figure, value, unit, baseline, ratio } of figures) {
      console.log(
        `${figure.padEnd(28)} ${String(value).padStart(9)} ${unit.padEnd(4)}${baseline === undefined ? '' : ` beside ${baseline} ${unit} without Comity: ratio ${ratio}`}`,
      );
    }
    console.log(
      `on ${machine.cpus} × ${machine.cpu}, ${machine.memoryGb} GB, Node ${machine.node}, PostgreSQL ${machine.postgres}, load ${machine.load} before`,
    );
  }
} catch (error) {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
}
