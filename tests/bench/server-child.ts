/** The reference server in a process of its own. It does not check its answers: that would be its time, not ours. */
import { startServer, type ServerOptions } from '#tests/server/start-server.ts';
import { answerParent } from './child.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as ServerOptions;
const server = await startServer({ ...options, validate: false });
const { counters } = server;

const answers = {
  url: () => server.url,
  submissions: () => server.submissions(),
  token: async () => (await server.issueToken('parichat')).accessToken,
  fault: (spec: string | null) => server.setFaults(spec),
  /** What went out since the last time. */
  counted: () => {
    const { requests, evidenceBytes, byPath } = counters;
    const ofEvidence = [...byPath].filter(([path]) => path.includes('/evidence/'));
    const seen = { requests, evidenceBytes, evidenceRequests: ofEvidence.reduce((sum, [, count]) => sum + count, 0) };
    counters.reset();
    return seen;
  },
};
export type ServerAnswers = typeof answers;
answerParent(answers, () => server.stop());
