import { z } from 'zod';
import { saveSettings } from '../../app/settings/save-settings.ts';
import { DIGEST_TIMES } from '../../app/settings/settings-view.ts';
import { LocalTime } from '../../domain/calendar/time.ts';
import { action } from './action.ts';

/** Keeps language and hour of the digest. */
export const settingsSave = action({
  verb: 'settings.save',
  on: ['settings'],
  data: z.strictObject({
    speaks: z.enum(['da', 'en']),
    hour: LocalTime.refine((time) => DIGEST_TIMES.includes(time)),
  }),
  run: (session, { speaks, hour }) => saveSettings(session, { language: speaks, digestAt: hour }),
});
