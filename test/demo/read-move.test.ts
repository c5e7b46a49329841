import { describe, expect, test } from '@jest/globals';
import { readMove } from '../../src/demo/read-move.ts';
import { localDate, localTime } from '../../src/domain/calendar/time.ts';
import { at } from '../_util/bot.ts';

/** A Monday morning. */
const NOW = at('2026-11-02 07:55');

function moved(rest: string, now = NOW): string {
  const move = readMove(rest, now);
  return 'to' in move ? `${move.kind} ${localDate(move.to)} ${localTime(move.to)}` : Object.values(move).join(' ');
}

describe('ur reads', () => {
  test.each([
    ['', 'show'],
    ['+7 dage', 'play 2026-11-09 07:55'],
    ['+ 1 uge', 'play 2026-11-09 07:55'],
    ['+3 timer', 'play 2026-11-02 10:55'],
    ['+90 minutter', 'play 2026-11-02 09:25'],
    ['12:00', 'play 2026-11-02 12:00'],
    ['kl. 7.30', 'play 2026-11-03 07:30'],
    ['onsdag 12:00', 'play 2026-11-04 12:00'],
    ['Onsdag kl. 12.00', 'play 2026-11-04 12:00'],
    ['mandag', 'play 2026-11-02 08:00'],
    ['mandag 07:00', 'play 2026-11-09 07:00'],
    ['i morgen', 'play 2026-11-03 08:00'],
    ['9. nov. 08:00', 'play 2026-11-09 08:00'],
    ['9 november 2026', 'play 2026-11-09 08:00'],
    ['2027-01-04 08:00', 'play 2027-01-04 08:00'],
    ['3. jan.', 'play 2027-01-03 08:00'],
    ['spring +3 dage', 'jump 2026-11-05 07:55'],
    ['jump wednesday 12:00', 'jump 2026-11-04 12:00'],
  ])('“%s”', (rest, meant) => {
    expect(moved(rest)).toBe(meant);
  });

  test.each(['i går', '-3 dage', '25:00', '31. feb.', 'spring', 'blomst', '+ dage', '+1000000 dage'])(
    'not “%s”',
    (rest) => {
      expect(moved(rest)).toBe('refused unreadable');
    },
  );

  test('no way back', () => {
    expect(moved('1. nov.')).toBe('refused backwards');
    expect(moved('2026-11-02 07:55')).toBe('refused backwards');
  });

  test('not further than can be watched', () => {
    expect(moved('+500 dage')).toBe('refused tooFar');
    expect(moved('+99999 uger')).toBe('refused tooFar');
  });

  test('L1: seven days keep the wall time across the change of the clock', () => {
    expect(moved('+7 dage', at('2027-03-25 08:00'))).toBe('play 2027-04-01 08:00');
  });
});
