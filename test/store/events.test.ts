import { expect, test } from '@jest/globals';
import { ConcurrencyError, StoreError } from '../../src/app/ports.ts';
import type { MeetingEvent } from '../../src/domain/conference/meeting.ts';
import type { CourseEvent } from '../../src/domain/course/events.ts';
import { onEachStore } from './contract.ts';
import { at, courseId, day, meetingId, userId } from './samples.ts';

const course = courseId('c1');
const meeting = meetingId('tuesdays:2026-11-03');
const talk: CourseEvent = { type: 'StartTalkHeld', on: day('2026-11-02') };
const started: CourseEvent = { type: 'CourseStarted', on: day('2026-11-03') };
const cancelled: MeetingEvent = { type: 'MeetingCancelled' };

onEachStore('The event log', (bench) => {
  const append = (events: readonly CourseEvent[], revision = 0) =>
    bench.run((tx) => tx.events.append('course', course, { revision, events, at: at('08:00'), by: userId('mette') }));

  test('gives back what was recorded, when and by whom, in order', async () => {
    await append([talk, started]);
    await bench.run((tx) =>
      tx.events.append('course', course, { revision: 2, events: [talk], at: at('09:00'), by: null }),
    );
    expect(await bench.run((tx) => tx.events.load('course', course))).toEqual({
      revision: 3,
      history: [
        { event: talk, at: at('08:00'), by: userId('mette') },
        { event: started, at: at('08:00'), by: userId('mette') },
        { event: talk, at: at('09:00'), by: null },
      ],
    });
  });

  test('an unknown stream is empty, and kinds with the same id are apart', async () => {
    await append([talk]);
    const stream = await bench.run((tx) => tx.events.load('meeting', meetingId('c1')));
    expect(stream).toEqual({ revision: 0, history: [] });
  });

  test('many streams come at once, the unknown ones empty', async () => {
    await append([talk]);
    const many = Array.from({ length: 1_200 }, (_, n) => courseId(`none-${n}`));
    const streams = await bench.run((tx) => tx.events.loadMany('course', [...many, course]));
    expect([streams.size, streams.get(course)?.revision, streams.get(courseId('none-7'))?.revision]).toEqual([
      1_201, 1, 0,
    ]);
    expect(await bench.run((tx) => tx.events.loadMany('course', []))).toEqual(new Map());
  });

  test.each([0, 2])('who appends after revision %p of a stream of one has lost the race', async (revision) => {
    await append([talk]);
    await expect(append([started], revision)).rejects.toThrow(ConcurrencyError);
    expect((await bench.run((tx) => tx.events.load('course', course))).revision).toBe(1);
  });

  test('nothing to append is nothing', async () => {
    await append([], 7);
    expect((await bench.run((tx) => tx.events.load('course', course))).revision).toBe(0);
  });

  test('what the schema does not know is not stored', async () => {
    const withName = { ...cancelled, name: 'Canary' };
    await bench.run((tx) =>
      tx.events.append('meeting', meeting, { revision: 0, events: [withName], at: at('08:00'), by: null }),
    );
    const [row] = await bench.raw.run('select data from event');
    expect(row).toEqual({ data: '{"type":"MeetingCancelled"}' });
  });

  test('an event that its schema refuses is never written', async () => {
    const broken = { ...talk, on: '2026-02-31' } as CourseEvent;
    await expect(append([broken])).rejects.toThrow();
    expect(await bench.raw.run('select seq from event')).toEqual([]);
  });

  test.each([
    ['a changed date', "update event set data = replace(data, '2026-11-03', '2026-11-04')"],
    ['a changed moment', "update event set at = '2026-11-02T08:00:00.001Z' where seq = 2"],
    ['another author', "update event set colleague = 'someone' where seq = 2"],
    ['an event in the wrong place', 'update event set seq = 5 where seq = 2'],
    ['a removed event', 'delete from event where seq = 1'],
  ])('%s is found when the stream is loaded', async (_what, damage) => {
    await append([talk, started]);
    await bench.raw.run(damage);
    await expect(bench.run((tx) => tx.events.load('course', course))).rejects.toThrow(StoreError);
    await expect(bench.run((tx) => tx.events.loadMany('course', [course]))).rejects.toThrow(StoreError);
  });
});
