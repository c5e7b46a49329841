import { z } from 'zod';
import { requestView } from '../../app/citizen-rights/request-view.ts';
import { eraseOnRequest, onRequest, refuseErasure, registerRequest } from '../../app/citizen-rights/requests.ts';
import { card } from '../../app/view.ts';
import { RequestKind } from '../../domain/citizen-request.ts';
import { CourseId } from '../../domain/ids.ts';
import { action, andInputs } from './action.ts';

const id = z.string().max(200);
/** Registers a citizen's request with the day it came (GDPR 12(3)). */
export const requestRegister = action({
  verb: 'request.register',
  on: ['requestForm'],
  data: z.strictObject({ course: CourseId, kind: RequestKind, receivedOn: z.string().max(100).default('') }),
  run: (session, sent) => registerRequest(session, sent),
});

/** An open request, from the administrator's list. */
export const requestOpen = action({
  verb: 'request.open',
  on: ['digest'],
  data: andInputs({ request: id }),
  run: (session, { request }) => onRequest(session, request, async (open) => card(await requestView(session, open))),
});

/** Erases the citizen's record (GDPR 17). The card has a tick and a list; each button reads its own. */
export const requestErase = action({
  verb: 'request.erase',
  on: ['request'],
  data: andInputs({ request: id, confirm: z.enum(['true', 'false']).default('false') }),
  run: (session, { request, confirm }) =>
    onRequest(session, request, (open) => eraseOnRequest(session, open, confirm === 'true')),
});

/** Refuses erasure with a ground (GDPR 17(3)). */
export const requestRefuse = action({
  verb: 'request.refuse',
  on: ['request'],
  data: andInputs({ request: id, ground: z.string().max(50).default('') }),
  run: (session, { request, ground }) => onRequest(session, request, (open) => refuseErasure(session, open, ground)),
});
