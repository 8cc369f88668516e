// npm run -s walk: walks one request from report to closed case in the running demonstration, and says what happened at each step.
import { running } from '../start/run-file.mjs';
import { walk } from './walk.mjs';

const product = running();
if (!product) {
  console.error('Comity is not running. npm start starts it.');
  process.exit(2);
}
if (product.mode !== 'demonstration') {
  console.error('Refused: the walk is for the demonstration only.');
  process.exit(2);
}
try {
  const made = await walk(product, (line) => console.log(line));
  console.log(`7 prove       npm run -s verify -- --log ${product.log.url} --vkey '${product.log.vkey}' --token "$(npm run -s log-token)"`);
  console.log(JSON.stringify(made));
} catch (error) {
  console.error(`The walk stopped: ${error.message}`);
  process.exit(1);
}
