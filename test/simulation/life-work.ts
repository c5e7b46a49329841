import { EmployerContactId, EngagementId, TaskId } from '../../src/domain/ids.ts';
import type { AgreementCondition } from '../../src/domain/programme.ts';
import { day } from '../_util/builders.ts';
import { plus } from '../_util/naive-days.ts';
import { command, note } from './deeds.ts';
import { userOf } from './installation.ts';
import { actorOf, type Job, type Life, type Living } from './living.ts';

/** Steps, jobs, internships, drop-outs and tasks. */
export async function liveWork(course: Living, life: Life): Promise<void> {
  if (course.programme === 'B') await liveSteps(course, life);
  await contactEmployers(course, life);
  await beginJobs(course, life);
  for (const job of [...course.jobs]) await liveJob(course, job, life);
  await liveTasks(course, life);
}

async function liveSteps(course: Living, life: Life): Promise<void> {
  const { chance, today } = life;
  if (course.step === '1' && !course.plans.has('step1')) {
    const days = chance.happens(0.75) ? chance.between(10, 30) : chance.between(31, 60);
    course.plans.set('step1', plus(course.stepOn, days));
  }
  if (course.step === '1' && (course.plans.get('step1') ?? '9') <= today) await finishStepOne(course, life);
  const ready = course.step === '2' && course.jobs.some((j) => j.papers.length === 0) && chance.happens(0.3);
  if (ready && (await completes(course, life, '2'))) course.step = '3';
  if (course.step === '3') await finishStepThree(course, life);
}

/** B23: in an ordinary job for some weeks, the citizen needs nobody; most may be called afterwards (K5). */
async function finishStepThree(course: Living, life: Life): Promise<void> {
  const { host, today, chance } = life;
  const job = course.jobs.find((j) => !j.internship && j.startedOn !== null && j.startedOn <= plus(today, -30));
  if (job === undefined || !chance.happens(0.1)) return;
  const engagement = EngagementId.parse(job.job);
  const condition = 'selfSupport' as const;
  const met = { type: 'meetAgreementCondition', engagement, condition, on: day(today), note: null } as const;
  await command(host, course, { by: actorOf(course), command: met });
  if (!(await completes(course, life, '3'))) return;
  course.step = 'done';
  if (chance.happens(0.7)) course.plans.set('calls', plus(today, chance.between(0, 20)));
  if (chance.happens(0.3)) course.plans.set('noCalls', plus(today, chance.between(40, 150)));
}

async function finishStepOne(course: Living, life: Life): Promise<void> {
  const { host, today } = life;
  for (const condition of ['cvBegun', 'jobGoalBegun', 'specialistInMinPlan'] as const) {
    const goal = condition === 'jobGoalBegun' ? ('position' as const) : null;
    const met = { type: 'meetCondition', condition, on: day(today), where: 'jobnet', goal, note: null } as const;
    await command(host, course, { by: actorOf(course), command: met });
  }
  if (await completes(course, life, '1')) course.step = '2';
}

async function completes(course: Living, { host, today }: Life, step: string): Promise<boolean> {
  const { alias } = course;
  const done = await command(host, course, {
    by: actorOf(course),
    command: { type: 'completeStep' },
    fact: { type: 'stepDone', alias, step },
  });
  if (done) course.stepOn = today;
  return done;
}

async function beginJobs(course: Living, life: Life): Promise<void> {
  const { chance, today, host } = life;
  const share = course.programme === 'B' ? 0.02 : 0.006;
  const searching = course.programme !== 'B' || course.step === '2';
  if (!searching || course.jobs.length > (chance.happens(0.1) ? 1 : 0) || !chance.happens(share)) return;
  course.counter += 1;
  const { alias } = course;
  const job = `${alias}/job${course.counter}`;
  const internship = chance.happens(0.4);
  const startsOn = startOf(life);
  const employer = await note(host, course, 'Bageren');
  const terms = {
    kind: internship ? ('internship' as const) : ('ordinaryJob' as const),
    purpose: internship ? ('jobSkills' as const) : null,
    agreedOn: day(today),
    startsOn: startsOn === null ? null : day(startsOn),
    weeklyHours: 20,
    permanent: !internship,
    endsOn: internship ? day(plus(today, 120)) : null,
    paidHours: internship ? ('ruledOut' as const) : null,
    paidHoursFrom: null,
    employer,
    tasks: null,
    considerations: null,
  };
  const done = await command(host, course, {
    by: actorOf(course),
    command: { type: 'agreeEngagement', engagement: EngagementId.parse(job), terms },
    fact: { type: 'jobAgreed', alias, job, startsOn, internship },
  });
  if (done) course.jobs.push(newJob(course, life, { job, internship, startsOn }));
}

async function contactEmployers(course: Living, { chance, today, host }: Life): Promise<void> {
  if (!chance.happens(0.04)) return;
  const { alias } = course;
  course.counter += 1;
  const contact = EmployerContactId.parse(`${alias}/e${course.counter}`);
  const employer = await note(host, course, 'Slagteren');
  const called = {
    type: 'contactEmployer',
    contact,
    on: day(today),
    how: 'phone',
    outcome: 'talksOn',
    employer,
    note: null,
  } as const;
  await command(host, course, { by: actorOf(course), command: called, fact: { type: 'employer', alias, on: today } });
}

function startOf({ chance, today }: Life): string | null {
  if (chance.happens(0.07)) return null;
  return chance.happens(0.1) ? today : plus(today, chance.between(2, 24));
}

function newJob(
  course: Living,
  { chance, today }: Life,
  { job, internship, startsOn }: Pick<Job, 'job' | 'internship' | 'startsOn'>,
): Job {
  const papers = ['contactPerson', 'followUpPlan', 'agreementInMinPlan', ...(internship ? ['agreementInVitas'] : [])];
  const started = startsOn === today ? today : null;
  const days = chance.happens(0.6) ? 0 : chance.between(1, 9);
  const needed = course.programme === 'B' ? papers.map((paper) => ({ paper, on: plus(today, days) })) : [];
  return {
    job,
    internship,
    startsOn,
    startedOn: started,
    endsOn: plus(startsOn ?? today, chance.between(15, 260)),
    papers: needed,
  };
}

async function liveJob(course: Living, job: Job, life: Life): Promise<void> {
  const { today, host, chance } = life;
  const { alias } = course;
  const by = actorOf(course);
  const engagement = EngagementId.parse(job.job);
  for (const { paper } of job.papers.filter((p) => p.on <= today)) {
    const condition = paper as AgreementCondition;
    const met = { type: 'meetAgreementCondition', engagement, condition, on: day(today), note: null } as const;
    await command(host, course, { by, command: met, fact: { type: 'jobPaper', alias, job: job.job, paper } });
  }
  job.papers = job.papers.filter((p) => p.on > today);
  const due = job.startedOn === null && (job.startsOn ?? plus(today, 1)) <= today;
  if (due && chance.happens(0.7)) {
    const on = job.startsOn ?? today;
    const fact = { type: 'jobStarted', alias, job: job.job, on } as const;
    if (await command(host, course, { by, command: { type: 'startEngagement', engagement, on: day(on) }, fact }))
      job.startedOn = on;
  } else if (job.startsOn === null && chance.happens(0.1)) job.startsOn = today;
  if (job.endsOn !== null && job.endsOn <= today) await endJob(course, job, life);
}

async function endJob(course: Living, job: Job, { host, today }: Life): Promise<void> {
  const { alias } = course;
  const engagement = EngagementId.parse(job.job);
  const done = await command(host, course, {
    by: actorOf(course),
    command: { type: 'endEngagement', engagement, on: day(today), because: 'employerStopped' },
    fact: { type: 'jobEnded', alias, job: job.job, on: today },
  });
  course.jobs.splice(course.jobs.indexOf(job), 1);
  if (done && course.programme === 'B' && course.step >= '3' && course.jobs.length === 0) course.step = '2';
}

async function liveTasks(course: Living, life: Life): Promise<void> {
  const { host, today, chance } = life;
  const { alias } = course;
  const isDue = [...course.plans.keys()].filter((p) => p.startsWith('task') && (course.plans.get(p) ?? '9') <= today);
  for (const plan of isDue) {
    course.plans.delete(plan);
    const owner = chance.pick([
      actorOf(course),
      actorOf(course),
      course.clinician,
      course.caseworker ?? actorOf(course),
    ]);
    course.counter += 1;
    const task = TaskId.parse(`${alias}/task${course.counter}`);
    const due = plus(today, chance.between(2, 25));
    const text = await note(host, course, 'Ring til kommunen');
    const agree = {
      type: 'agreeTask',
      task,
      text,
      owner: userOf(owner),
      ownerSide: 'jobCentre',
      due: day(due),
      meeting: null,
    } as const;
    const fact = { type: 'taskAgreed', alias, task, owner, due } as const;
    const done = await command(host, course, { by: actorOf(course), command: agree, fact });
    const doneOn = chance.happens(0.75) ? plus(due, -chance.between(0, 2)) : plus(due, chance.between(1, 22));
    if (done) course.tasks.push({ task, owner, doneOn });
  }
  for (const one of course.tasks.filter((t) => t.doneOn <= today)) {
    one.doneOn = '9999';
    const finish = { type: 'finishTask', task: TaskId.parse(one.task) } as const;
    await command(host, course, {
      by: actorOf(course),
      command: finish,
      fact: { type: 'taskDone', alias, task: one.task },
    });
  }
}
