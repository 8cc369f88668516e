import { type Act, type ActRule, ACTS } from '@comity/casework';
import { PROBLEMS, ProblemView } from '@comity/contract';
import { attemptAsked } from './asked.js';
import { type Route } from './routes.js';
import { Schemas, type JsonSchema } from './json-schema.js';

type Document = Record<string, unknown>;

const header = (name: string, required: boolean, schema: JsonSchema, description: string): Document => ({ name, in: 'header', required, schema, description });
const IF_MATCH = header(
  'If-Match',
  true,
  { type: 'string', pattern: '^"(0|[1-9][0-9]{0,8})"$' },
  'The version that was seen, as the ETag of an earlier answer.',
);
const KEY = header('Idempotency-Key', true, { type: 'string', format: 'uuid' }, 'Made by the client. The same key and call answer the same and act once.');
const PURPOSE = header('Comity-Purpose', false, { type: 'string', pattern: '^[a-z][a-z0-9_]{0,39}$' }, "The aim of this read; absent means the record's own.");
const FILES = ['application/xml', 'application/json', 'text/csv'];

/** `/requests/:id/submit` as OpenAPI writes it. */
const template = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/**
 * The OpenAPI 3.1 description of `routes`: `operationId` is the act, `x-permission` who may do it as the table of casework says, schemas are the wire's.
 * @param root path of the API, without a slash at its end.
 * @source outside.md 4
 */
export function describeApi(routes: readonly Route[], root: string): Document {
  const schemas = new Schemas();
  const problem = schemas.ref(ProblemView, 'output');
  const paths: Record<string, Document> = {};
  const order = (a: Route, b: Route): number => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1);
  for (const route of [...routes].sort(order)) (paths[template(route.path)] ??= {})[route.method.toLowerCase()] = operation(route, schemas, problem);
  return {
    openapi: '3.1.0',
    info: { title: 'Comity', version: '1', description: 'Cross-border requests in child protection cases, with proof. Errors are problems of one list.' },
    servers: [{ url: root }],
    security: [{ token: [] }],
    paths,
    components: {
      schemas: schemas.all(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'at+jwt' } },
    },
    'x-problems': Object.fromEntries(Object.entries(PROBLEMS).map(([code, { status, title }]) => [code, { status, title }])),
  };
}

function operation(route: Route, schemas: Schemas, problem: JsonSchema): Document {
  const act = route.act!;
  const { takes, answers } = route;
  const body = takes.body ? { 'application/json': { schema: schemas.ref(takes.body, 'input') } } : undefined;
  const files = takes.bytes ? Object.fromEntries(FILES.map((type) => [type, { schema: { type: 'string' } }])) : undefined;
  const content = answers?.schema ? { content: { 'application/json': { schema: schemas.ref(answers.schema, 'output') } } } : {};
  return {
    operationId: act,
    tags: [act.split('.', 1)[0]],
    parameters: [
      ...pathParameters(route, schemas),
      ...(takes.query ? schemas.members(takes.query).map((member) => ({ ...member, in: 'query' })) : []),
      ...(takes.version ? [IF_MATCH] : []),
      ...(!route.open && attemptAsked(route.method, act) ? [KEY] : []),
      ...(takes.purpose ? [PURPOSE] : []),
    ],
    ...(body || files ? { requestBody: { required: !takes.body?.safeParse({}).success, content: body ?? files } } : {}),
    responses: {
      [answers?.status ?? 200]: { description: 'Done', ...content },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
    },
    ...(route.open ? { security: [] } : {}),
    'x-permission': route.open ? 'public' : permissionOf(act),
  };
}

function pathParameters(route: Route, schemas: Schemas): Document[] {
  const described = new Map((route.takes.params ? schemas.members(route.takes.params) : []).map((member) => [member.name, member.schema]));
  return [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: (!route.takes.ids.includes(name!) && described.get(name!)) || { type: 'string', format: 'uuid' },
  }));
}

function permissionOf(act: string): Document {
  const { roles, certificate, stepUp, rules }: ActRule = ACTS[act as Act];
  return { roles, ...(certificate ? { certificate } : {}), ...(stepUp ? { stepUp } : {}), ...(rules ? { rules } : {}) };
}
