import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { root } from '#tests/support/paths.ts';
import { problem, type Answer } from '../http/answer.ts';
import { isEvidence, type EvidenceAnswer } from '../http/evidence-answer.ts';

interface ResponseObject {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, { readonly $ref?: string; readonly required?: boolean }>>;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface ApiFile {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly responses: Readonly<Record<string, ResponseObject>> }>>>
  >;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Holds answers against resources/api/assessment-server.yaml, so that this server cannot drift from it unnoticed. */
export interface ContractCheck {
  /** The answer, or a 500 in its place. */
  check(method: string, path: string, answer: Answer | EvidenceAnswer): Answer | EvidenceAnswer;
}

export function createContractCheck(report: (problem: string) => void): ContractCheck {
  const api = parse(readFileSync(join(root, 'resources', 'api', 'assessment-server.yaml'), 'utf8')) as ApiFile;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  ajv.addSchema(api, 'api', undefined, false);
  const compiled = new Map<string, ValidateFunction | null>();

  function validatorAt(pointer: string): ValidateFunction | null {
    const known = compiled.get(pointer);
    if (known !== undefined) return known;
    const made = ajv.getSchema(`api#${pointer}`) ?? null;
    compiled.set(pointer, made);
    return made;
  }

  function findProblems(method: string, path: string, answer: Answer | EvidenceAnswer): string[] {
    const [response, pointer] = resolve(api, method.toLowerCase(), path, answer.status);
    if (response === null) return [`status ${answer.status} is not described`];
    const missing = Object.entries(response.headers ?? {})
      .filter(([name, header]) => isRequired(api, header) && answer.headers[name.toLowerCase()] === undefined)
      .map(([name]) => `no ${name} header`);
    const type = (answer.headers['content-type'] ?? '').replace(/;.*$/, '');
    const types = Object.keys(response.content ?? {});
    if (types.length > 0 && !types.includes(type)) return [...missing, `content type "${type}"`];
    if (isEvidence(answer) || answer.body === null || types.length === 0) return missing;
    const validate = validatorAt(`${pointer}/content/${escaped(type)}/schema`);
    const value = type.endsWith('json') ? (JSON.parse(answer.body.toString()) as unknown) : answer.body.toString();
    if (validate === null || validate(value)) return missing;
    return [...missing, ajv.errorsText(validate.errors)];
  }

  return {
    check(method, path, answer) {
      if (!isEvidence(answer) && answer.isFault === true) return answer;
      const found = findProblems(method, path, answer);
      if (found.length === 0) return answer;
      for (const one of found) report(`${method} ${path} ${answer.status}: ${one}`);
      return problem(500, `This answer does not fit the OpenAPI file: ${found.join('; ')}`);
    },
  };
}

/** The description of a status, and where it stands in the file. */
function resolve(api: ApiFile, method: string, path: string, status: number): readonly [ResponseObject | null, string] {
  const responses = api.paths[path]?.[method]?.responses ?? {};
  const response = responses[String(status)];
  if (response === undefined) return [null, ''];
  if (response.$ref === undefined) return [response, `/paths/${escaped(path)}/${method}/responses/${status}`];
  return [lookUp(api, response.$ref) as ResponseObject, response.$ref.slice(1)];
}

const isRequired = (api: ApiFile, header: { readonly $ref?: string; readonly required?: boolean }): boolean =>
  (header.$ref === undefined ? header : (lookUp(api, header.$ref) as { readonly required?: boolean })).required ===
  true;

/** `#/components/KIND/NAME`. */
function lookUp(api: ApiFile, ref: string): unknown {
  const [, , kind = '', name = ''] = ref.split('/');
  return api.components[kind]?.[name];
}

const escaped = (part: string): string => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** Those that the file uses. */
const formats: Readonly<Record<string, RegExp | ((text: string) => boolean)>> = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON().startsWith(text),
  'date-time': (text) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text)),
  uri: (text) => URL.canParse(text),
};
