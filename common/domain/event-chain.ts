import { canonicalJson, isShallow } from './canonical-json.ts';
import { isTextOrNull } from './guards.ts';
import { isClock } from './hybrid-clock.ts';
import { isEvent } from './ordered-events.ts';
import type { ReviewEvent } from './review-event.ts';

export interface ChainProblem {
  readonly kind: ChainProblemKind;
  /** 1-based line of the history. */
  readonly line: number;
  /** Id of the event, where it could be read. */
  readonly event: string | null;
}

type ChainProblemKind =
  | 'unreadable' // no event, or not written as `eventLine` writes it
  | 'duplicate-id'
  | 'foreign-submission'
  | 'reordered' // not in the order of the clocks
  | 'clock-backwards' // a device's clock does not rise from one of its events to the next
  | 'broken-link' // the event that it follows is missing, or was altered afterwards
  | 'fork'; // two events of one device follow the same one

/** The text of an event that is hashed, stored and exported: canonical JSON (RFC 8785) without a line end. */
export const eventLine = (event: ReviewEvent): string => canonicalJson(event);

/**
 * Checks a history of one submission, one event a line, all devices together in the order of their clocks. Every event
 * names the SHA-256 of its device's previous line; so whatever is altered, dropped, inserted or moved shows, except at
 * the very end of a device's chain, which nothing follows yet: there the signature over the whole file holds.
 * `sha256` gives lower-case hex of the text's UTF-8.
 */
export function checkChain(lines: readonly string[], sha256: (text: string) => string): readonly ChainProblem[] {
  const links = lines.map((line, index) => readLink(line, index, sha256));
  const readable = links.filter((link) => link.event !== null) as readonly Link[];
  const byHash = new Map(readable.map((link) => [link.hash, link]));
  const seen = new Set<string>();
  const followed = new Set<string>();
  const submission = readable[0]?.event.submission;
  const problems: ChainProblem[] = [];
  let newest = '';
  for (const { event, index } of links) {
    const report = (kind: ChainProblemKind) => problems.push({ kind, line: index + 1, event: event?.id ?? null });
    if (event === null) {
      report('unreadable');
      continue;
    }
    if (seen.has(event.id)) report('duplicate-id');
    seen.add(event.id);
    if (event.submission !== submission) report('foreign-submission');
    if (event.clock < newest) report('reordered');
    newest = event.clock > newest ? event.clock : newest;
    const link = `${event.device} ${event.previous ?? ''}`;
    if (followed.has(link)) report('fork');
    followed.add(link);
    const previous = event.previous === null ? undefined : byHash.get(event.previous);
    if (event.previous !== null && previous?.event.device !== event.device) report('broken-link');
    else if (previous !== undefined && previous.event.clock >= event.clock) report('clock-backwards');
  }
  return problems;
}

interface Link {
  readonly event: ReviewEvent;
  readonly index: number;
  readonly hash: string;
}

function readLink(line: string, index: number, sha256: (text: string) => string) {
  const event = readLine(line);
  return { event, index, hash: event === null ? '' : sha256(line) };
}

function readLine(line: string): ReviewEvent | null {
  const value = parse(line);
  if (!isEvent(value) || !isClock(value.clock) || !isTextOrNull(value.previous) || !isShallow(value)) return null;
  return eventLine(value) === line ? value : null;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}
