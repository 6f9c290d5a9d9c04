import { findAssignment } from '../data/submission-rows.ts';
import { round } from '../content/rounds.ts';
import { conditional, entityTag, isUnchanged, json, notFound, notModified, tagged } from '../http/answer.ts';
import { isOwn, type Handler } from './api-context.ts';
import { showAssignment } from './show-assignment.ts';

export const describeServer: Handler = ({ issuer, clientId, evidenceOrigins, now }) =>
  json({
    api: 'lpa-assessment/1',
    name: { th: 'เซิร์ฟเวอร์อ้างอิงของ LPA Assessor', en: 'LPA Assessor reference server' },
    issuer,
    clientId,
    evidenceOrigins,
    time: new Date(now()).toISOString(),
  });

export const getPerson: Handler = (_, { person }) => json({ id: person.id, name: person.name, teams: person.teams });

export const listKeys: Handler = ({ catalogue }, { headers }) => {
  const answer = json({ keys: catalogue.keys.published() });
  return conditional(answer, entityTag(answer.body ?? Buffer.alloc(0)), headers['if-none-match']);
};

export const listRounds: Handler = () => json({ rounds: [round] });

export const getAssignment: Handler = async ({ catalogue }, { person, parameters: [id = ''] }) => {
  const row = await findAssignment(catalogue.db, id);
  return row === undefined || !isOwn(person, row.team) ? notFound() : json(showAssignment(row));
};

export const getManifest: Handler = async ({ catalogue }, { person, headers, parameters: [id = ''] }) => {
  const row = await catalogue.submission(id);
  if (row === undefined || row.state === 'withdrawn' || !isOwn(person, row.team)) return notFound();
  const tag = `"${row.digest}"`;
  const type = { 'content-type': 'application/jose' };
  if (isUnchanged(headers['if-none-match'], tag)) return notModified(tag);
  return tagged({ status: 200, headers: type, body: Buffer.from(await catalogue.manifest(row)) }, tag);
};

/** No 304: the contract has none here, since an address that names the digest is asked once. */
export const getInstrument: Handler = ({ instrument }, { parameters: [digest] }) => {
  if (digest !== instrument.digest) return notFound();
  const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: instrument.bytes };
  return tagged(answer, `"${instrument.digest}"`);
};
