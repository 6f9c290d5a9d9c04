/** `npm run bench [-- NAME…]`: figures to compare, never a verdict. Each line is a ratio against a baseline of the same run. */
import { benchAssignments } from './assignments.ts';
import { benchDownload } from './download.ts';
import { benchIntake } from './intake.ts';
import { benchIntakeResults } from './intake-results.ts';
import { benchKeystroke } from './keystroke.ts';
import { benchList } from './list.ts';
import { benchMarks } from './marks.ts';
import { benchOpenReview } from './open-review.ts';
import { benchPackage } from './package.ts';
import { benchProvince } from './province.ts';
import { benchRecheck } from './recheck.ts';
import { benchReport } from './report.ts';
import { benchSearch } from './search.ts';
import { benchStart } from './start.ts';
import { benchViewer } from './viewer.ts';
import { benchSwitch } from './switch.ts';
import { benchTyping } from './typing.ts';

const benches: Readonly<Record<string, () => Promise<void>>> = {
  start: benchStart,
  keystroke: benchKeystroke,
  typing: benchTyping,
  switch: benchSwitch,
  'open-review': benchOpenReview,
  list: benchList,
  marks: benchMarks,
  package: benchPackage,
  intake: benchIntake,
  'intake-results': benchIntakeResults,
  report: benchReport,
  province: benchProvince,
  download: benchDownload,
  recheck: benchRecheck,
  assignments: benchAssignments,
  search: benchSearch,
  viewer: benchViewer,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0 || wanted.includes('--help')) {
  console.log(`npm run bench [-- NAME…]   names: ${Object.keys(benches).join(', ')}`);
  process.exit(unknown.every((name) => name === '--help') ? 0 : 2);
}
for (const [name, run] of Object.entries(benches)) if (wanted.length === 0 || wanted.includes(name)) await run();
