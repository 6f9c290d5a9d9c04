/**
 * `--fault` SPEC: `name[=value][*times]`, several with semicolons. `times` is how often a fault strikes per path (default:
 * always). One fault of each group strikes an answer: the first in the list that has strikes left for its path.
 */
export interface Fault {
  readonly name: FaultName;
  /** 0 where the fault needs none. */
  readonly value: number;
  readonly text: string;
  readonly times: number;
}

/** What the value is; what happens stands with each group's code. */
const catalogue = {
  // The way an answer of evidence ends (faults/evidence-delivery.ts).
  cut: 'number',
  stall: 'none',
  slow: 'number',
  short: 'none',
  long: 'none',
  closed: 'none',
  empty: 'none',
  endless: 'none',
  // What its bytes are (faults/evidence-bytes.ts).
  corrupt: 'none',
  liedigest: 'none',
  change: 'none',
  // Another answer instead of evidence (api/get-evidence.ts).
  status: 'number',
  redirect: 'text',
  // Any answer, evidence or not (http/handle-requests.ts).
  busy: 'number',
  busydate: 'number',
  drop: 'none',
  // JSON and manifests (faults/json-delivery.ts).
  html: 'none',
  huge: 'none',
  bomb: 'none',
  slowjson: 'number',
  // The list (api/list-assignments.ts).
  many: 'number',
  cursorloop: 'none',
  // Packages on their way in (packages/handle-packages.ts).
  cutupload: 'number',
  corruptupload: 'none',
  slowupload: 'number',
  failupload: 'number',
  expireupload: 'none',
  lostanswer: 'none',
  lieoffset: 'number',
  uploadto: 'text',
  redirectupload: 'text',
  latereceipt: 'none',
  // Sign-in (oidc/) and the clock.
  expire: 'number',
  badstate: 'none',
  badnonce: 'none',
  badaudience: 'none',
  cuttoken: 'none',
  norevocation: 'none',
  htmltoken: 'none',
  losttoken: 'none',
  slowtoken: 'number',
  clock: 'number',
} as const satisfies Record<string, 'none' | 'number' | 'text'>;

export type FaultName = keyof typeof catalogue;

export function parseFaults(spec: string): Fault[] {
  return spec
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(parseOne);
}

function parseOne(part: string): Fault {
  // The value may hold asterisks (an address): only digits at the very end are a number of times.
  const match = /^([a-z]+)(?:=(.*?))?(?:\*(\d+))?$/.exec(part);
  const [, name = '', given, times] = match ?? [];
  if (!isFaultName(name)) {
    throw new Error(`Unknown fault "${part}". There are: ${Object.keys(catalogue).join(', ')}.`);
  }
  const kind = catalogue[name];
  if (kind === 'none' && given !== undefined) throw new Error(`Fault "${name}" takes no value: "${part}".`);
  if (kind !== 'none' && (given ?? '') === '') throw new Error(`Fault "${name}" needs a value: ${name}=…`);
  if (kind === 'number' && !/^-?\d+$/.test(given ?? ''))
    throw new Error(`Fault "${name}" needs a whole number, not "${given ?? ''}".`);
  return {
    name,
    value: kind === 'number' ? Number(given) : 0,
    text: given ?? '',
    times: times === undefined ? Infinity : Number(times),
  };
}

const isFaultName = (name: string): name is FaultName => Object.hasOwn(catalogue, name);
