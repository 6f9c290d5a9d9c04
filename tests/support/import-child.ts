import { openSubmissions } from './submissions.ts';

/** A process that imports one bundle, to be killed in the middle. Says when it begins and what was acknowledged. */
const [folder = '', bundle = ''] = process.argv.slice(2);
const env = await openSubmissions({ folder, how: 'unlock' });
process.stdout.write('begin\n');
const [result] = await env.importPath(bundle);
process.stdout.write(`${result?.outcome ?? 'none'}\n`);
