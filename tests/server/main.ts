import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startServer, type ServerContent } from './start-server.ts';

const usage = `npm run server -- [--port P] [--data DIR] [--sample]
                  [--submissions N --evidence-files M --evidence-mb X [--lao FILE]]
                  [--storage redirect] [--fault SPEC]

Without --submissions it serves the three submissions of resources/sample. DIR keeps its content: what is in it already is
served again; packages that come in lie under DIR/inbox, the centre's key and receipts
under DIR/centre. Fault SPEC: name[=value][*times]; … (tests/server/faults/parse-faults.ts has the names).`;

try {
  await serve();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}

async function serve(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      data: { type: 'string' },
      lao: { type: 'string' },
      sample: { type: 'boolean', default: false },
      submissions: { type: 'string' },
      'evidence-files': { type: 'string', default: '20' },
      'evidence-mb': { type: 'string', default: '5' },
      storage: { type: 'string', default: 'same' },
      fault: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.storage !== 'same' && values.storage !== 'redirect') throw new Error('--storage is "same" or "redirect"');
  if (values.sample && values.submissions !== undefined) throw new Error('Either --sample or --submissions');
  const content: ServerContent =
    values.submissions === undefined
      ? { kind: 'sample' }
      : {
          kind: 'generated',
          submissions: count('submissions', values.submissions),
          files: count('evidence-files', values['evidence-files']),
          megabytes: amount('evidence-mb', values['evidence-mb']),
          ...(values.lao === undefined ? {} : { laoFile: values.lao }),
        };
  const folder = values.data ?? join(tmpdir(), `lpa-server-${nameOf(content)}`);
  const server = await startServer({
    folder,
    port: count('port', values.port),
    content,
    storage: values.storage,
    ...(values.fault === undefined ? {} : { faults: values.fault }),
  });
  console.log(`LPA reference server: ${server.url} (data in ${folder})`);
  for (const { user, password, name, teams } of server.accounts)
    console.log(`  sign in: ${user} / ${password}  ${name}, team ${teams.join(', ')}`);
  if (values.fault !== undefined) console.log(`  faults: ${values.fault}`);
  console.log(`  npm start -- --server ${server.url}`);
  process.once('SIGINT', () => void server.stop());
  process.once('SIGTERM', () => void server.stop());
}

function amount(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`--${name} needs a number, not "${text}"`);
  return value;
}

function count(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} needs a whole number, not "${text}"`);
  return Number(text);
}

/** Each kind of content in its own folder, so that another command line does not get the old content. */
function nameOf(content: ServerContent): string {
  if (content.kind === 'sample') return 'sample';
  const { submissions, files, megabytes, laoFile } = content;
  return [submissions, files, megabytes, laoFile === undefined ? 'invented' : 'listed'].join('-');
}
