import { plus } from '../../_util/naive-days.ts';
import type { Chronicle } from '../record.ts';
import type { Checking } from './checking.ts';
import { createClockwork } from './clockwork.ts';
import { compare } from './compare.ts';
import { startDay } from './days.ts';
import { enter } from './enter.ts';
import type { Finding } from './finding.ts';
import { createLeaks } from './leaks.ts';
import { placesOf } from './places.ts';

/** Reads what was entered and what was sent, in order, and says what is wrong between the two. */
export function check(record: Chronicle): readonly Finding[] {
  const places = placesOf(record.towns);
  const findings: Finding[] = [];
  const leaks = createLeaks(places, (finding) => findings.push(finding));
  const clock = createClockwork();
  const checking: Checking = {
    places,
    clock,
    leaks,
    expected: [],
    findings,
    agendas: new Set(),
    asked: new Set(),
    came: new Map(),
  };
  clock.plan(`${record.from} 06:30`, (now) => startDay(checking, record.from, now));
  for (let day = plus(record.from, 1); day <= record.to; day = plus(day, 1)) {
    const today = day;
    clock.plan(`${day} 00:00`, (now) => startDay(checking, today, now));
  }
  for (const line of record.lines) {
    if (line.kind === 'entered' && line.fact.type === 'up') clock.up(line.at);
    clock.runTo(line.at);
    if (line.kind === 'entered') enter(checking, line.fact, line.at);
    else if (line.message.answer) leaks.look(line.message, line.at);
    else compare(checking, line.message, line.at);
  }
  clock.runTo(`${record.to} 23:00`);
  return findings;
}
